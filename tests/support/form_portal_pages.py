"""The pages of the scripted portal of forms, as Django would render them."""

from collections.abc import Sequence
from html import escape

FOOTER = "<footer>Compte bloqué ? Mot de passe expiré ? Contactez l'assistance.</footer>"
CODE_LENGTH = 6


def document(body: str, charset: str = "utf-8") -> str:
    """A whole page."""
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="{charset}"><title>Portail</title>'
        f"</head><body>{body}{FOOTER}</body></html>"
    )


def alert(text: str, kind: str = "danger") -> str:
    """A message above a form, as Bootstrap shows it; nothing for an empty one."""
    return f'<div class="alert alert-{kind}" role="alert">{escape(text)}</div>' if text else ""


def login(token: str, above: str = "", action: str = "/connexion") -> str:
    """The form for identifier and password, beside one that searches."""
    return f"""
        <form action="/recherche" role="search"><input type="search" name="q">
        <button>Chercher</button></form>
        {above}
        <form id="login-form" method="post" action="{action}">{_hidden(token)}
        <label for="id_username">Identifiant</label>
        <input name="username" id="id_username" maxlength="254" autocomplete="username" required>
        <label for="id_password">Mot de passe</label>
        <input type="password" name="password" id="id_password" autocomplete="current-password">
        <button name="valider" value="1">Se connecter</button></form>"""


def code(token: str, action: str, above: str = "", *, boxes: bool = False, beside: str = "") -> str:
    """The form for the code; `beside` stands in it, below its own button."""
    return f"""{above}
        <form id="code-form" method="post" action="{action}">{_hidden(token)}
        <p>Saisissez le code reçu par courriel.</p>{_boxes() if boxes else _field()}
        <button name="valider" value="1">Valider</button>{beside}</form>"""


def new_password(token: str) -> str:
    """Where another password is chosen."""
    return f"""<h1>Choix du mot de passe</h1>
        <form method="post" action="/mot-de-passe">{_hidden(token)}
        <input type="password" name="old" autocomplete="current-password">
        <input type="password" name="new1" autocomplete="new-password">
        <input type="password" name="new2" autocomplete="new-password">
        <button>Enregistrer</button></form>"""


def space(name: str) -> str:
    """What only who is signed in gets to see."""
    shown = f'<p>Bonjour <b class="nom">{escape(name)}</b></p>' if name else ""
    return f"<h1>Mon espace</h1>{shown}<p>Aucune maintenance, votre mot de passe est expiré ?</p>"


def told(parts: Sequence[str]) -> str:
    """Sentences beside a form."""
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _hidden(token: str) -> str:
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'


def _field() -> str:
    return """<label for="id_otp">Code</label>
        <input name="otp_token" id="id_otp" inputmode="numeric" autocomplete="one-time-code">"""


def _boxes() -> str:
    return "".join(
        f'<input name="chiffre{place}" maxlength="1" inputmode="numeric" aria-label="Chiffre">'
        for place in range(CODE_LENGTH)
    )
