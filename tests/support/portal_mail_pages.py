"""The markup of the test portal's forms, as Django writes forms."""

LOGIN = "/connexion/mail"
TOKEN = "csrfmiddlewaretoken"
STEP = "parcours-current_step"
FIRST_STEP = "auth"
NUMBER = "auth-username"
PASSWORD = "auth-password"
CODE = "token-otp_token"
BACK = "wizard_goto_step"
RESEND = "renvoyer"
BUTTONS = (BACK, "langue-ok")

CLOSED = "<p>Maintenance en cours, merci de revenir plus tard.</p>"

DOCUMENT = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>
<body>
{body}
</body></html>
"""

AROUND = """
<header><form action="/i18n/setlang/" method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<input name="next" type="hidden" value="/connexion/mail">
<select name="language"><option value="fr" selected>Français<option value="en">English</select>
<button name="langue-ok" value="1">Changer</button></form></header>
"""

LOGIN_FORM = """
<main><h1>Connexion</h1>
<form method="post" novalidate>
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<input type="hidden" name="parcours-current_step" value="auth" id="id_parcours-current_step">
{errors}
<p><label for="id_auth-username">Identifiant :</label>
<input type="text" name="auth-username" value="{number}" autofocus autocapitalize="none"
 autocomplete="username" maxlength="150" required id="id_auth-username"></p>
<p><label for="id_auth-password">Mot de passe :</label>
<input type="password" name="auth-password" autocomplete="current-password" required
 id="id_auth-password"></p>
<input type="submit" value="" hidden>
<button type="submit">Continuer</button>
</form>
<p><a href="/motdepasse/reinitialiser/">Mot de passe oublié ?</a></p></main>
"""

CODE_FORM = """
<main><h1>Vérification</h1>
<p>Nous avons écrit à <strong class="adresse">{address}</strong>.</p>
<form method="post" novalidate>
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<input type="hidden" name="parcours-current_step" value="token" id="id_parcours-current_step">
{errors}
<p><label for="id_token-otp_token">Code :</label>
<input type="text" name="token-otp_token" inputmode="numeric" autocomplete="one-time-code"
 maxlength="6" required id="id_token-otp_token"></p>
<input type="submit" value="" hidden>
<button name="wizard_goto_step" type="submit" value="auth" formnovalidate>Retour</button>
<button type="submit">Vérifier</button>
</form>
<p><a href="?renvoyer=1" id="renvoyer">Recevoir un autre code</a></p></main>
"""


def page(title: str, body: str) -> str:
    return DOCUMENT.format(title=title, body=body)
