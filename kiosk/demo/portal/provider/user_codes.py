"""Codes that people type, and what each is about."""

import secrets
from dataclasses import dataclass, field

from kiosk.demo.portal.provider.phone import Ask

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: a code is never a word (RFC 8628 §6.1)."""
HALF = 4


def new_code() -> str:
    """e.g. WDJB-MJHT."""
    half = ["".join(secrets.choice(LETTERS) for _ in range(HALF)) for _ in range(2)]
    return "-".join(half)


@dataclass(slots=True)
class UserCodes:
    """What each code that was given is about."""

    _asks: dict[str, Ask] = field(default_factory=dict)

    def add(self, ask: Ask) -> None:
        """It shows its code."""
        self._asks[ask.shown] = ask

    def find(self, typed: str) -> Ask | None:
        """However it was typed; None when it is no code, or is answered already."""
        letters = "".join(letter for letter in typed.upper() if letter in LETTERS)
        ask = self._asks.get(f"{letters[:HALF]}-{letters[HALF:]}")
        return ask if ask is not None and ask.answer is None else None
