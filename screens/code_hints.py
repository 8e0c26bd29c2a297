"""What is said below the boxes for the mailed code."""

import re

from kiosk.flow.mail import CodeHint
from kiosk.flow.state import CodeEntry
from kiosk.i18n import _, n_
from screens.countdown import GOOD_FOR, Countdown
from screens.said import NOTHING, Said
from screens.slowed import slowed
from screens.ways import mail_way
from screens.words import Words, heard

UNFINISHED_DIGITS = n_(
    "The code has {n} digit: start again.", "The code has {n} digits: start again."
)
UNFINISHED = n_(
    "The code has {n} character: start again.", "The code has {n} characters: start again."
)
REJECTED = _("{portal} did not accept this code.")
EXPIRED = _("This code has expired: ask for another one.")
EXPIRED_FOR_GOOD = _("This code has expired: go back, and type your password again.")
RESENT = _("Another code was sent: the one before is no longer good.")
PASTE_ALONE = _("Paste the code alone.")
TRIES = n_("{n} try left", "{n} tries left")

LOOK = _("Nothing received? Look among the unwanted mail too.")
ANOTHER_IN = Countdown(
    n_(
        "Another code can be asked for in {n} minute.",
        "Another code can be asked for in {n} minutes.",
    ),
    n_(
        "Another code can be asked for in {n} second.",
        "Another code can be asked for in {n} seconds.",
    ),
)


def code_hint(words: Words, state: CodeEntry) -> Said:
    """What the last code came to, or that this one is too old. Empty when there is nothing."""
    if _expired(state):
        return Said(words.text(EXPIRED if state.mailed.resendable else EXPIRED_FOR_GOOD), "alarm")
    match state.hint:
        case CodeHint.SLOWED:
            return slowed(words, state.desk, state.slowed_until)
        case CodeHint.UNFINISHED:
            mail = mail_way(state.desk)
            message = UNFINISHED if mail.code_letters else UNFINISHED_DIGITS
            return Said(words.count(message, mail.code_length), "alarm")
        case CodeHint.REJECTED:
            return Said(words.text(REJECTED), "alarm")
        case CodeHint.RESENT:
            return Said(words.text(RESENT), "notice")
        case _:
            return NOTHING


def lifetime(words: Words, state: CodeEntry) -> str:
    """How long the code is good for and how many tries are left, as far as the portal tells."""
    if state.resending or _expired(state):
        return ""
    parts = []
    expires, tries = state.mailed.expires, state.mailed.tries_left
    if expires is not None:
        parts.append(words.lasts(GOOD_FOR, expires - state.desk.now))
    if tries is not None and not _tells(heard(state.mailed.said), tries):
        parts.append(words.count(TRIES, tries))
    return "  ·  ".join(parts)


def not_received(words: Words, state: CodeEntry) -> str:
    """Where else to look, and when the portal may be asked for another one."""
    if state.resending:
        return ""
    wait = resend_in(state)
    later = words.waits(ANOTHER_IN, wait) if wait else ""
    return " ".join(filter(None, (words.text(LOOK), later)))


def resend_in(state: CodeEntry) -> float | None:
    """Seconds until another code may be asked for; None when the portal has none to send."""
    if not state.mailed.resendable:
        return None
    waited = state.desk.now - state.mailed.sent
    return max(0.0, mail_way(state.desk).resend_seconds - waited)


def _expired(state: CodeEntry) -> bool:
    """By the portal's word, or by the clock."""
    expires = state.mailed.expires
    return state.hint is CodeHint.EXPIRED or (expires is not None and state.desk.now >= expires)


def _tells(said: str, number: int) -> bool:
    """Whether these words hold the number, by itself."""
    return re.search(rf"(?<!\d){number}(?!\d)", said) is not None
