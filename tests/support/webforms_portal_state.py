"""What ASP.NET WebForms hides in its forms: signed, and checked when it comes back.

A view state is good for the page and the session that it was made for (ViewStateUserKey), and a
form may only send controls that its page had (event validation).
"""

import base64
import hmac
import json
import secrets
from collections.abc import Collection
from hashlib import sha256

from tests.support.portal_record import Asked

PADDING = 4000
"""Real ones are long."""
HIDDEN = ("__EVENTTARGET", "__EVENTARGUMENT")
SIGNED = ("__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION")
DIGEST = sha256().digest_size


class ViewState:
    """Signs and checks, with a key of its own."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def fields(self, page: str, session: str, controls: Collection[str]) -> dict[str, str]:
        """What a page hides; `controls` are the names that it may be sent."""
        state = self._sealed(f"{page} {session}", secrets.token_bytes(PADDING))
        allowed = self._sealed(state, json.dumps(sorted(controls)).encode())
        empty = dict.fromkeys(HIDDEN, "")
        return empty | dict(zip(SIGNED, (state, _generator(page), allowed), strict=True))

    def accepts(self, page: str, session: str, asked: Asked) -> bool:
        """Whether a form is as the page made it."""
        form = asked.form
        if any(name not in form for name in (*HIDDEN, *SIGNED)):
            return False
        state, generator, allowed = (form[name] for name in SIGNED)
        controls = self._opened(state, allowed)
        return (
            generator == _generator(page)
            and self._opened(f"{page} {session}", state) is not None
            and controls is not None
            and {_control(name) for name in asked.names if name.startswith("ctl00$")}
            <= set(json.loads(controls))
        )

    def _sealed(self, purpose: str, content: bytes) -> str:
        return base64.b64encode(self._seal(purpose, content) + content).decode()

    def _opened(self, purpose: str, sealed: str) -> bytes | None:
        try:
            whole = base64.b64decode(sealed, validate=True)
        except ValueError:
            return None
        seal, content = whole[:DIGEST], whole[DIGEST:]
        return content if hmac.compare_digest(seal, self._seal(purpose, content)) else None

    def _seal(self, purpose: str, content: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + content, sha256)


def _generator(page: str) -> str:
    return sha256(page.encode()).hexdigest()[:8].upper()


def _control(name: str) -> str:
    """A picture that was pressed sends where (HTML §4.10.22.4)."""
    return name.removesuffix(".x").removesuffix(".y")
