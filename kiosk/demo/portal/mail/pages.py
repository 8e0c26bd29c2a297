"""What the two forms look like, and what is said beside them."""

from html import escape
from http import HTTPStatus

from kiosk.demo.portal import paths
from kiosk.demo.portal.http import Response
from kiosk.demo.portal.mail.accounts import Refused
from kiosk.demo.portal.mail.codes import CODE_SECONDS, DIGITS, SignIn
from kiosk.demo.portal.mail.guard import FIELD, Pass
from kiosk.demo.portal.pages import SITE

REFUSALS = {
    Refused.WRONG: "Identifiant ou mot de passe incorrect.",
    Refused.LOCKED: "Compte bloqué : trop de mots de passe incorrects. Réessayez dans une minute.",
    Refused.FIRST: "Ce compte n’a encore jamais servi. Pour la première connexion, entrez avec "
    "votre carte CPS ou e-CPS.",
}
NOT_SENT = "Le message n’a pas pu partir. Réessayez dans un instant."
NO_MORE = "Trois codes sont déjà partis. Recommencez depuis le début."
TOO_SOON = "Le code vient de partir. Attendez quelques secondes avant d’en demander un autre."
EXPIRED = "Ce code a expiré. Demandez-en un autre."
OVER = "Trois codes incorrects : recommencez avec votre mot de passe."

_SEARCH = f"""<form role="search" action="{paths.SEARCH}">
<input type="search" name="q" placeholder="Chercher un établissement" aria-label="Établissement">
<button>Chercher</button>
</form>"""


def password_form(shown: Pass, identifier: str, alert: str, *headers: tuple[str, str]) -> Response:
    """The first one; what stood there as identifier stays."""
    body = f"""<section class="card sign-in"><div>
<h1>Connexion par e-mail</h1>
<p>Votre mot de passe d’abord ; un code part ensuite à votre adresse.</p>
{_alert(alert)}<form method="post" action="{paths.MAIL}">
{_hidden(shown)}
<label for="identifiant">Identifiant</label>
<input id="identifiant" name="identifiant" value="{escape(identifier)}" maxlength="40"
 autocomplete="username" required>
<label for="mot-de-passe">Mot de passe</label>
<input id="mot-de-passe" name="mot_de_passe" type="password" autocomplete="current-password"
 required>
<button class="button">Continuer</button>
<a href="{paths.FORGOTTEN}">Mot de passe oublié ?</a>
</form></div>
<aside><h2>Où est mon identifiant ?</h2>
<p>Sur votre carte CPS, au-dessus de votre nom.</p>
<p class="number"><b>8</b> 99700366240<br><small>Dr Camille MARTIN</small></p>
<p>La première fois, entrez avec votre carte CPS ou votre téléphone : l’e-mail vient après.</p>
</aside></section>"""
    kept = (*shown.headers, *headers)
    return SITE.page("Connexion par e-mail", body, action=_SEARCH, headers=kept)


def code_form(shown: Pass, sign_in: SignIn, seconds: float, alert: str) -> Response:
    """The second one, for a code that is good for so long."""
    replaced = "Un nouveau code est parti, le précédent ne sert plus. " if sign_in.codes > 1 else ""
    again = (
        '<button class="button quiet" id="renvoyer" name="action" value="renvoyer" formnovalidate>'
        "Renvoyer un code</button>"
        if sign_in.renewable
        else ""
    )
    body = f"""<section class="card sign-in narrow"><div>
<h1>Votre code</h1>
<p>{replaced}Cherchez-le dans vos messages : il a été envoyé à
<strong id="adresse">{escape(masked(sign_in.doctor.address))}</strong>.</p>
{_alert(alert)}<form method="post" action="{paths.MAILED}">
{_hidden(shown)}
<label for="code">Code à {DIGITS} chiffres</label>
<input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code"
 maxlength="{DIGITS}" required>
<p>{_validity(seconds)}</p>
<button class="button" name="action" value="valider">Valider</button>
{again}
<a href="{paths.MAIL}">Changer d’identifiant</a>
</form></div></section>"""
    return SITE.page("Votre code", body, headers=shown.headers)


def wrong_code(tries: int) -> str:
    """With so many left."""
    return f"Code incorrect. Il vous reste {tries} essai{'s' if tries > 1 else ''}."


def stale() -> Response:
    """The form was not one of ours, or an old one."""
    return SITE.alone(
        "Ce formulaire ne sert plus",
        "Il est resté ouvert trop longtemps, ou vient d’ailleurs.",
        extra=f'<a class="button" href="{paths.MAIL}">Recommencer</a>',
        status=HTTPStatus.FORBIDDEN,
    )


def masked(address: str) -> str:
    """As much of it as its owner needs."""
    name, _, domain = address.partition("@")
    return f"{name[0]}{'•' * 6}@{domain}"


def _hidden(shown: Pass) -> str:
    return f'<input type="hidden" name="{FIELD}" value="{shown.token}">'


def _alert(text: str) -> str:
    return f'<p class="wrong" role="alert">{escape(text)}</p>\n' if text else ""


def _validity(seconds: float) -> str:
    if seconds <= 0:
        return "Ce code ne sert plus."
    minutes, rest = divmod(round(seconds), 60)
    if seconds > CODE_SECONDS - 1:
        return f'Il est valable <strong id="validite">{minutes} minutes</strong>.'
    return f'Il expire dans <strong id="validite">{minutes} min {rest:02} s</strong>.'
