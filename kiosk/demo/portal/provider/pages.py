"""What the provider shows: to the browser that signs in, and to the phone that reads a code."""

from collections.abc import Mapping
from html import escape

from kiosk.demo.doctors import MARTIN
from kiosk.demo.portal.http import Response
from kiosk.demo.portal.layout import Site
from kiosk.demo.portal.provider import paths
from kiosk.demo.portal.provider.phone import Answer, Ask

SITE = Site("Connexion e-CPS", "Un fournisseur d’identité de démonstration", "identity")

AGAIN_SECONDS = 1
"""How often the page that waits looks again: it has no script."""

_WHO = f"{MARTIN.given_name} {MARTIN.family_name}"


def waiting(ask: Ask) -> Response:
    """Until the phone has answered."""
    return SITE.alone(
        "Confirmez sur votre téléphone",
        "Ouvrez l’application e-CPS et choisissez ce nombre. Cette page continue seule.",
        extra=f'<p class="binding">{escape(ask.shown)}</p>',
        again=AGAIN_SECONDS,
    )


def not_confirmed(answer: Answer, again_url: str, *headers: tuple[str, str]) -> Response:
    """The phone said no, or nothing."""
    refused = answer is Answer.REFUSED
    return SITE.alone(
        "Connexion refusée" if refused else "Délai dépassé",
        "La demande a été refusée sur le téléphone."
        if refused
        else "Personne n’a répondu sur le téléphone.",
        extra=f'<a class="button" href="{escape(again_url)}">Recommencer</a>',
        headers=headers,
    )


def confirm_end(asked: Mapping[str, str]) -> Response:
    """Whoever sent the browser here has not shown that she wants to leave."""
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{escape(asked[name])}">'
        for name in ("post_logout_redirect_uri", "state")
        if name in asked
    )
    return SITE.alone(
        "Voulez-vous vous déconnecter ?",
        "La session e-CPS de ce navigateur est encore ouverte.",
        extra=f"""<form method="post" action="{paths.END}">{kept}
<button class="button" name="reponse" value="oui">Oui, me déconnecter</button>
</form>""",
    )


def signed_out(*headers: tuple[str, str]) -> Response:
    """Nobody is signed in here."""
    return SITE.alone("Vous êtes déconnecté", "La session e-CPS est fermée.", headers=headers)


def code_form(typed: str = "", *, unknown: bool = False) -> Response:
    """Where a code is typed, or confirmed when it came with the address."""
    wrong = '<p class="wrong">Ce code n’existe pas, ou ne sert plus.</p>' if unknown else ""
    return SITE.alone(
        "Connecter une borne",
        f"Vous êtes {_WHO}, sur votre téléphone. Le code ci-dessous est-il affiché sur la borne "
        "devant vous ?",
        extra=f"""{wrong}<form method="post" action="{paths.CODE}">
<label>Code <input name="c" value="{escape(typed)}" autocomplete="off" required></label>
<button class="button" name="reponse" value="oui">Oui, me connecter</button>
<button class="button quiet" name="reponse" value="non">Non, refuser</button>
</form>""",
    )


def code_answered(answer: Answer) -> Response:
    """What the phone shows at last."""
    if answer is Answer.APPROVED:
        return SITE.alone("C’est confirmé", "La borne continue seule : regardez son écran.")
    return SITE.alone("C’est refusé", "La borne ne vous connectera pas.")
