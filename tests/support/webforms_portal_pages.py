"""The markup of the portal that is shaped like ASP.NET WebForms, in windows-1252."""

from collections.abc import Iterable, Mapping
from html import escape

CHARSET = "windows-1252"
LOGIN = "/Compte/Connexion.aspx"
CODE = "/Securite/Verification.aspx"
QUERY = "?ReturnUrl=%2fespace"

SEARCH = "ctl00$txtRecherche"
SEARCH_PICTURE = "ctl00$imgRecherche"
LANGUAGE = "ctl00$ddlLangue"
NUMBER = "ctl00$MainContent$txtIdentifiant"
PASSWORD = "ctl00$MainContent$txtMotDePasse"
REMEMBER = "ctl00$MainContent$chkMemoire"
SIGN_IN = "ctl00$MainContent$btnConnexion"
CANCEL = "ctl00$MainContent$btnAnnuler"
HELP = "ctl00$MainContent$imgAide"
CODE_FIELD = "ctl00$MainContent$txtCode"
CONFIRM = "ctl00$MainContent$btnValider"
RESEND = "ctl00$MainContent$btnRenvoyer"
BACK = "ctl00$MainContent$btnRetour"

MASTER = (SEARCH, LANGUAGE)
LOGIN_CONTROLS = (*MASTER, SEARCH_PICTURE, NUMBER, PASSWORD, REMEMBER, SIGN_IN, CANCEL, HELP)
CODE_CONTROLS = (*MASTER, CODE_FIELD, CONFIRM, RESEND, BACK)
BUTTONS = (SEARCH_PICTURE, SIGN_IN, CANCEL, HELP, CONFIRM, RESEND, BACK)

DOCUMENT = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<title>Portail d’essai – {title}</title>
<script type="text/javascript">
function __doPostBack(target, argument) {{
    var form = document.forms['aspnetForm'];
    form.__EVENTTARGET.value = target;
    form.__EVENTARGUMENT.value = argument;
    form.submit();
}}
</script>
</head>
<body>
{body}
</body>
</html>
"""

AROUND = """
<form id="frmInscription" method="post" action="/Compte/Inscription.aspx">
<p>Pas encore inscrit ? <input type="text" name="courriel" />
<input type="password" name="motdepasse" /> <input type="password" name="confirmation" />
<input type="submit" name="creer" value="Créer un compte" /></p>
</form>
<form name="aspnetForm" method="post" action="{action}" id="aspnetForm"
 onsubmit="javascript:return true;">
<div class="aspNetHidden">
{hidden}
</div>
<div id="entete"><input name="ctl00$txtRecherche" type="text" id="ctl00_txtRecherche" />
{search}
<select name="ctl00$ddlLangue" id="ctl00_ddlLangue">
<option selected="selected" value="fr">Français</option>
<option value="en">English</option></select></div>
{content}
</form>
<form id="frmLettre" method="post" action="/Lettre.aspx">
<input type="text" name="adresse" value="" /><input type="submit" value="S’abonner" />
</form>
"""
SEARCH_BY_SCRIPT = """<a id="ctl00_lnkRecherche"
 href="javascript:__doPostBack('ctl00$lnkRecherche','')">Chercher</a>"""
SEARCH_BY_PICTURE = """<input type="image" name="ctl00$imgRecherche" id="ctl00_imgRecherche"
 src="/loupe.png" alt="Chercher" />"""

LOGIN_CONTENT = """
<span id="ctl00_MainContent_lblErreur" class="erreur">{error}</span>
<table>
<tr><td><label for="ctl00_MainContent_txtIdentifiant">Identifiant national</label></td>
<td><input name="ctl00$MainContent$txtIdentifiant" type="text" maxlength="14"
 id="ctl00_MainContent_txtIdentifiant" />
<tr><td><label for="ctl00_MainContent_txtMotDePasse">Mot de passe</label></td>
<td><input name="ctl00$MainContent$txtMotDePasse" type="password"
 id="ctl00_MainContent_txtMotDePasse" /></td></tr>
</table>
<input id="ctl00_MainContent_chkMemoire" type="checkbox" name="ctl00$MainContent$chkMemoire" />
<label for="ctl00_MainContent_chkMemoire">Rester connecté</label>
<input type="hidden" value="sans nom" />
<input type="text" name="ctl00$MainContent$txtAncien" value="2009" disabled="disabled" />
<input type="button" value="Retour" onclick="history.back()" />
<input type="submit" name="ctl00$MainContent$btnConnexion" value="Accéder à mon espace"
 id="ctl00_MainContent_btnConnexion" />
<input type="submit" name="ctl00$MainContent$btnAnnuler" value="Annuler"
 id="ctl00_MainContent_btnAnnuler" />
<input type="image" name="ctl00$MainContent$imgAide" src="/aide.png" alt="Aide" />
<a id="ctl00_MainContent_lnkOublie"
 href="javascript:__doPostBack('ctl00$MainContent$lnkOublie','')">Mot de passe oublié ?</a>
"""

CODE_CONTENT = """
<span id="ctl00_MainContent_lblErreur" class="erreur">{error}</span>
<span id="ctl00_MainContent_lblEssais">{tries}</span>
<p>Un code à six chiffres a été envoyé à
 <span id="ctl00_MainContent_lblAdresse">{address}</span>.
<span id="ctl00_MainContent_lblValidite">Il est valable {minutes} minutes.</span></p>
<label for="ctl00_MainContent_txtCode">Code reçu</label>
<input name="ctl00$MainContent$txtCode" type="text" maxlength="6" autocomplete="off"
 id="ctl00_MainContent_txtCode" />
<a id="ctl00_MainContent_lnkRenvoyer"
 href="javascript:__doPostBack('ctl00$MainContent$lnkRenvoyer','')">Renvoyer un code par SMS</a>
<input type="submit" name="ctl00$MainContent$btnValider" value="Valider"
 id="ctl00_MainContent_btnValider" />
<input type="submit" name="ctl00$MainContent$btnRenvoyer" value="Renvoyer le code par courriel"
 id="ctl00_MainContent_btnRenvoyer" />
<input type="submit" name="ctl00$MainContent$btnRetour" value="Retour"
 id="ctl00_MainContent_btnRetour" />
"""

SPACE = """
<h1>Espace de <span id="ctl00_lblNom">{name}</span></h1>
<script type="text/javascript">
cookieStore.getAll().then(function (all) {{
    fetch('/temoin', {{method: 'POST', body: JSON.stringify(all)}});
}});
</script>
"""


def form_page(
    title: str,
    action: str,
    hidden: Mapping[str, str],
    content: str,
    *,
    search_by_picture: bool = False,
) -> str:
    """A page with one form round everything of its own, and other forms about it."""
    rows = (
        f'<input type="hidden" name="{name}" id="{name}" value="{value}" />'
        for name, value in hidden.items()
    )
    search = SEARCH_BY_PICTURE if search_by_picture else SEARCH_BY_SCRIPT
    body = AROUND.format(
        action=escape(action), hidden="\n".join(rows), search=search, content=content
    )
    return page(title, body)


def page(title: str, body: str) -> str:
    return DOCUMENT.format(charset=CHARSET, title=title, body=body)


def message(title: str, lines: Iterable[str]) -> str:
    """A page that says something and asks nothing."""
    return page(title, "".join(f"<p>{escape(line)}</p>" for line in (title, *lines)))
