"""What all pages look like, and the files that they are made of."""

from dataclasses import dataclass
from functools import cache
from html import escape
from http import HTTPStatus
from importlib.resources import files

from kiosk.demo.portal.http import Response

_ASSETS = {"/portal.css": "text/css; charset=utf-8", "/portal.svg": "image/svg+xml"}

_LAYOUT = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">{again}
<title>{title}</title>
<link rel="stylesheet" href="/portal.css">
<link rel="icon" href="/portal.svg">
<header class="bar{tone}"><div>
<img src="/portal.svg" alt="">
<span><strong>{site}</strong><small>{note}</small></span>
{action}
</div></header>
<main>
{body}
</main>
<footer>Tout est inventé ici : personnes, nombres et messages. Aucune donnée réelle.</footer>
</html>
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Whose pages these are."""

    name: str
    note: str
    tone: str = ""
    """How the bar above them is coloured."""

    def page(
        self,
        title: str,
        body: str,
        *,
        action: str = "",
        again: int | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> Response:
        """A whole one. `body` and `action` are markup; `again` is when to ask for it once more."""
        html = _LAYOUT.format(
            title=escape(f"{title} – {self.name}"),
            site=escape(self.name),
            note=escape(self.note),
            tone=f" {self.tone}" if self.tone else "",
            again="" if again is None else f'\n<meta http-equiv="refresh" content="{again}">',
            action=action,
            body=body,
        )
        return Response(status, html.encode(), headers=headers)

    def alone(
        self,
        title: str,
        text: str,
        *,
        extra: str = "",
        again: int | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> Response:
        """One thing to say. `extra` is markup."""
        said = f"<h1>{escape(title)}</h1><p>{escape(text)}</p>"
        body = f'<section class="card alone">{said}{extra}</section>'
        return self.page(title, body, again=again, status=status, headers=headers)

    def refusal(self, status: HTTPStatus) -> Response:
        """Any error."""
        texts = {HTTPStatus.NOT_FOUND: "Cette page n’existe pas."}
        text = texts.get(status, "Cette demande n’a pas été comprise.")
        return self.alone(f"Erreur {status.value}", text, status=status)


def asset(path: str) -> Response | None:
    """A style sheet or a picture, if there is one of this path."""
    content_type = _ASSETS.get(path)
    return Response(body=_read(path), content_type=content_type) if content_type else None


@cache
def _read(path: str) -> bytes:
    return files(__package__).joinpath(path.lstrip("/")).read_bytes()
