"""Why somebody may not come in by this way, as a page states it."""

from collections.abc import Iterator

from kiosk.signin.email.errors import (
    AccountLocked,
    EmailError,
    FirstSignInNeeded,
    PasswordOutdated,
    PortalClosed,
)
from kiosk.signin.email.words import Words, says


def reason(
    text: str, words: Words, *, to_code: bool = False, usually: str = ""
) -> EmailError | None:
    """The gravest one that the text states; not what was stated `usually`.

    `to_code`: of a page that wants the password again, as the code was wrong too often.
    """
    for phrases, error in _meanings(words, to_code=to_code):
        if says(text, phrases) and not says(usually, phrases):
            return error
    return None


def _meanings(words: Words, *, to_code: bool) -> Iterator[tuple[tuple[str, ...], EmailError]]:
    yield words.locked_after_code if to_code else words.locked, AccountLocked()
    yield words.first_sign_in, FirstSignInNeeded()
    yield words.outdated, PasswordOutdated()
    yield words.closed, PortalClosed()
