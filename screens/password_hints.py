"""What is said below the number and the password."""

from typing import NamedTuple

from kiosk.flow.mail import PasswordHint
from kiosk.flow.phone import NumberHint
from kiosk.flow.state import PasswordEntry
from kiosk.i18n import _, n_
from screens.number_hints import CAREFUL, number_hint
from screens.words import Words

HINTS = {
    PasswordHint.MISSING: _("Type your password first."),
    PasswordHint.REJECTED: _("{portal} did not accept this number with this password."),
    PasswordHint.OVER: _("This code is over: type your password again."),
}
SLOWED_MINUTES = n_(
    "Too many wrong attempts: try again in {n} minute. The other ways in stay open.",
    "Too many wrong attempts: try again in {n} minutes. The other ways in stay open.",
)
SLOWED_SECONDS = n_(
    "Too many wrong attempts: try again in {n} second. The other ways in stay open.",
    "Too many wrong attempts: try again in {n} seconds. The other ways in stay open.",
)
AGAIN = _("You can try again now.")
SPOKEN = {PasswordHint.REJECTED, PasswordHint.OVER}
"""Hints that come from the portal, with its own words if it has any."""


class Said(NamedTuple):
    """A hint in the language of the screen, and how it is coloured."""

    text: str
    tone: str


def password_hint(words: Words, state: PasswordEntry, typed: str) -> Said:
    """Empty when there is nothing to say; `typed` is the number that was submitted last."""
    left = state.slowed_until - state.desk.now
    match state.hint:
        case NumberHint() as hint:
            text = number_hint(words, hint, state.doubted, typed)
            return Said(text, "warning" if hint in CAREFUL else "alarm")
        case PasswordHint.SLOWED | None if left > 0:
            return Said(words.remaining(SLOWED_MINUTES, SLOWED_SECONDS, left), "warning")
        case PasswordHint.SLOWED:
            return Said(words.text(AGAIN), "notice")
        case None:
            return Said("", "")
        case hint:
            return Said(
                words.text(HINTS[hint]), "warning" if hint is PasswordHint.OVER else "alarm"
            )
