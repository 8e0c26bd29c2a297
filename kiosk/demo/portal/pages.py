"""What the portal shows, in French, as doctors' portals do."""

from html import escape

from kiosk.demo.portal.http import Response
from kiosk.demo.portal.layout import Site
from kiosk.demo.portal.paths import ECPS, LOGOUT, MAIL
from kiosk.demo.portal.proofs import proofs_of
from kiosk.demo.portal.sessions import Session
from kiosk.demo.portal.visitor import Visitor, Way

NAME = "DémoParcours"
"""As its doctors call it."""

SITE = Site("Espace Médecin Libéral", f"{NAME}, un portail de démonstration")

_TILES = (
    ("0", "Orientations", "Aucune demande à compléter"),
    ("0", "Réponses reçues", "Aucun établissement n’attend de vous"),
    ("312", "Établissements", "Annuaire de votre région, à jour ce matin"),
    ("1", "Message", "Bienvenue dans votre espace"),
)


def space(session: Session, *, preference: bool) -> Response:
    """The doctor's own page."""
    visitor = session.visitor
    tiles = "".join(
        f"<li><b>{count}</b><h2>{title}</h2><p>{text}</p></li>" for count, title, text in _TILES
    )
    proofs = "".join(
        f'<li class="{"held" if proof.holds else "missing"}">{escape(proof.what)}'
        f"<span>{escape(proof.how)}</span></li>"
        for proof in proofs_of(session, preference=preference)
    )
    body = f"""<section class="greeting">
<div class="portrait" aria-hidden="true">{escape(_initials(visitor.name))}</div>
<div><h1>{escape(visitor.name)}</h1>
<p>{escape(visitor.title)} · identifiant national {escape(visitor.number)}</p></div>
</section>
<ul class="tiles">{tiles}</ul>
<section class="card"><h2>Ce que cette page prouve</h2>
<ul class="proofs">{proofs}</ul></section>"""
    return SITE.page(visitor.name, body, action=f'<a href="{LOGOUT}">Se déconnecter</a>')


def entrance(card_url: str) -> Response:
    """Where everybody arrives who has no session."""
    return SITE.alone(
        "Connectez-vous",
        "Cet espace s’ouvre avec votre carte CPS : insérez-la dans le lecteur de la borne, puis "
        "tapez votre code porteur. Sans carte, votre téléphone l’ouvre aussi, ou un code reçu par "
        "e-mail.",
        extra=f'<a class="button" href="{escape(card_url)}">Entrer avec ma carte CPS</a> '
        f'<a class="button" href="{ECPS}">Entrer avec e-CPS</a> '
        f'<a class="button" href="{MAIL}">Entrer par e-mail</a>',
    )


def farewell(visitor: Visitor | None, *headers: tuple[str, str]) -> Response:
    """After the logout."""
    by_card = visitor is not None and visitor.way is Way.CARD
    text = "Retirez votre carte CPS du lecteur." if by_card else "Vous pouvez quitter la borne."
    return SITE.alone("Votre session est fermée", text, headers=headers)


def forgotten() -> Response:
    """The portal knows no other way to her than those that prove who she is."""
    return SITE.alone(
        "Mot de passe oublié ?",
        "Entrez avec votre carte CPS ou avec e-CPS, puis choisissez un nouveau mot de passe dans "
        "votre espace.",
        extra=f'<a class="button" href="{MAIL}">Revenir à la connexion</a>',
    )


def found(wanted: str) -> Response:
    """What a search comes to."""
    text = f"Aucun établissement ne s’appelle « {wanted} »." if wanted else "Tapez un nom d’abord."
    return SITE.alone("Recherche", text, extra=f'<a class="button" href="{MAIL}">Revenir</a>')


def _initials(name: str) -> str:
    words = [word for word in name.removeprefix("Dr ").split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in words[:2])
