"""States of the mail way, told with small numbers and with now = 0."""

from dataclasses import replace
from typing import TypeVar

from kiosk.flow.mail import MailedCode
from kiosk.flow.state import CodeEntry, PasswordEntry, PasswordHelp, SigningIn
from tests.flow.world import MAIL, SLOWED_SECONDS

Settled = TypeVar("Settled", PasswordEntry, CodeEntry)


def settle_mail(
    state: PasswordEntry | PasswordHelp | CodeEntry | SigningIn, now: float
) -> PasswordEntry | PasswordHelp | CodeEntry | SigningIn:
    """Without what only the screens say."""
    match state:
        case PasswordEntry():
            return replace(_slowed(state, now), typed="", hint=None, said="")
        case PasswordHelp():
            entry = replace(_slowed(state.entry, now), typed="", hint=None, said="")
            entry = replace(entry, desk=state.desk, visit=state.visit, deadline=state.deadline)
            return replace(state, entry=entry)
        case CodeEntry():
            return replace(_slowed(state, now), mailed=_aged(state.mailed, now), hint=None)
        case SigningIn(mailed=mailed) if mailed is not None:
            return replace(state, mailed=_aged(mailed, now))
        case SigningIn():
            return state


def _slowed(state: Settled, now: float) -> Settled:
    """Whether there is still something to wait for is all that is ever asked."""
    return replace(state, slowed_until=SLOWED_SECONDS if state.slowed_until > now else 0.0)


def _aged(mailed: MailedCode, now: float) -> MailedCode:
    """Whether another code may be asked for is all that the age of this one decides."""
    return replace(mailed, sent=max(mailed.sent - now, -MAIL.resend_seconds))
