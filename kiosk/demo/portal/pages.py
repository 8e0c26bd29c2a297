"""What the portal shows, in French, as doctors' portals do."""

import time
from functools import cache
from html import escape
from http import HTTPStatus
from importlib.resources import files

from kiosk.demo.portal.http import Response
from kiosk.demo.portal.sessions import Session

NAME = "DémoParcours"
"""As its doctors call it."""

SITE_NAME = "Espace Médecin Libéral"

_ASSETS = {"/portal.css": "text/css; charset=utf-8", "/portal.svg": "image/svg+xml"}

_TILES = (
    ("0", "Orientations", "Aucune demande à compléter"),
    ("0", "Réponses reçues", "Aucun établissement n’attend de vous"),
    ("312", "Établissements", "Annuaire de votre région, à jour ce matin"),
    ("1", "Message", "Bienvenue dans votre espace"),
)

_LAYOUT = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/portal.css">
<link rel="icon" href="/portal.svg">
<header class="bar"><div>
<img src="/portal.svg" alt="">
<span><strong>{site}</strong><small>{name}, un portail de démonstration</small></span>
{action}
</div></header>
<main>
{body}
</main>
<footer>Tout est inventé ici : personnes, nombres et messages. Aucune donnée réelle.</footer>
</html>
"""


def space(session: Session, *, preference: bool) -> Response:
    """The doctor's own page."""
    visitor = session.visitor
    tiles = "".join(
        f"<li><b>{count}</b><h2>{title}</h2><p>{text}</p></li>" for count, title, text in _TILES
    )
    body = f"""<section class="greeting">
<div class="portrait" aria-hidden="true">{escape(_initials(visitor.name))}</div>
<div><h1>{escape(visitor.name)}</h1>
<p>{escape(visitor.title)} · identifiant national {escape(visitor.number)}</p></div>
</section>
<ul class="tiles">{tiles}</ul>
<section class="card"><h2>Ce que cette page prouve</h2>
<ul class="proofs">{_proofs(session, preference=preference)}</ul></section>"""
    leave = '<a href="/deconnexion">Se déconnecter</a>'
    return _page(f"{visitor.name} – {SITE_NAME}", body, action=leave)


def entrance(card_url: str) -> Response:
    """Where everybody arrives who has no session."""
    return _alone(
        "Connectez-vous",
        "Cet espace s’ouvre avec votre carte CPS. Insérez-la dans le lecteur de la borne, puis "
        "tapez votre code porteur.",
        extra=f'<a class="button" href="{escape(card_url)}">Entrer avec ma carte CPS</a>',
    )


def farewell(*headers: tuple[str, str]) -> Response:
    """After the logout."""
    return _alone(
        "Votre session est fermée",
        "Retirez votre carte CPS du lecteur.",
        headers=headers,
    )


def refusal(status: HTTPStatus) -> Response:
    """Any error."""
    texts = {HTTPStatus.NOT_FOUND: "Cette page n’existe pas."}
    text = texts.get(status, "Le portail n’a pas compris cette demande.")
    return _alone(f"Erreur {status.value}", text, status=status)


def asset(path: str) -> Response | None:
    """A style sheet or a picture, if there is one of this path."""
    content_type = _ASSETS.get(path)
    return Response(body=_read(path), content_type=content_type) if content_type else None


def _proofs(session: Session, *, preference: bool) -> str:
    visitor = session.visitor
    opened = time.strftime("%H:%M:%S", time.localtime(session.opened))
    until = time.strftime("%H:%M", time.localtime(session.until))
    cookies = "Deux, de portée et de durée différentes, sont arrivés avec cette demande"
    tls = visitor.tls.replace("v", " ")
    rows = [
        (
            "Votre carte a signé la connexion",
            f"{tls} mutuel ; certificat de {visitor.number}, délivré par {visitor.issuer}",
            True,
        ),
        (
            "La borne a ouvert la session, ce navigateur la continue",
            f"Ouverte à {opened} ; mêmes en-têtes de navigateur ; page n° {session.requests}",
            True,
        ),
        ("Les cookies ont été transmis entiers", cookies, preference),
        (
            "La session se ferme avec vous",
            f"À la déconnexion, au retrait de la carte, au plus tard à {until} sans activité",
            True,
        ),
    ]
    classes = {True: "held", False: "missing"}
    return "".join(
        f'<li class="{classes[holds]}">{escape(what)}<span>{escape(how)}</span></li>'
        for what, how, holds in rows
    )


def _alone(
    title: str,
    text: str,
    *,
    extra: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    headers: tuple[tuple[str, str], ...] = (),
) -> Response:
    body = f'<section class="card alone"><h1>{title}</h1><p>{text}</p>{extra}</section>'
    return _page(f"{title} – {SITE_NAME}", body, status=status, headers=headers)


def _page(
    title: str,
    body: str,
    *,
    action: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    headers: tuple[tuple[str, str], ...] = (),
) -> Response:
    html = _LAYOUT.format(title=escape(title), site=SITE_NAME, name=NAME, action=action, body=body)
    return Response(status, html.encode(), headers=headers)


def _initials(name: str) -> str:
    words = [word for word in name.removeprefix("Dr ").split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in words[:2])


@cache
def _read(path: str) -> bytes:
    return files(__package__).joinpath(path.lstrip("/")).read_bytes()
