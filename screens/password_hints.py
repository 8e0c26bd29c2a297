"""What is said below the number and the password."""

from kiosk.flow.mail import PasswordHint
from kiosk.flow.phone import NumberHint
from kiosk.flow.state import PasswordEntry
from kiosk.i18n import _
from screens.number_hints import CAREFUL, number_hint
from screens.said import NOTHING, Said
from screens.slowed import slowed
from screens.words import Words

HINTS = {
    PasswordHint.MISSING: _("Type your password first."),
    PasswordHint.REJECTED: _("{portal} did not accept this number with this password."),
    PasswordHint.OVER: _("This code is over: type your password again."),
}
SPOKEN = {PasswordHint.REJECTED, PasswordHint.OVER}
"""Hints that come from the portal, with its own words if it has any."""


def password_hint(words: Words, state: PasswordEntry, typed: str) -> Said:
    """Empty when there is nothing to say; `typed` is the number that was submitted last."""
    waiting = state.slowed_until > state.desk.now
    match state.hint:
        case NumberHint() as hint:
            text = number_hint(words, hint, state.doubted, typed)
            return Said(text, "warning" if hint in CAREFUL else "alarm")
        case PasswordHint.SLOWED:
            return slowed(words, state.desk, state.slowed_until)
        case None:
            return slowed(words, state.desk, state.slowed_until) if waiting else NOTHING
        case hint:
            return Said(
                words.text(HINTS[hint]), "warning" if hint is PasswordHint.OVER else "alarm"
            )
