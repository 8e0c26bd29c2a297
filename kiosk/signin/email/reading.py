"""What the portal means by the page at which a form has led, whatever the status of its answer."""

from dataclasses import dataclass, field

from kiosk.http_errors import Refused, ServerBroken
from kiosk.signin.email.errors import (
    AccountLocked,
    EmailError,
    FirstSignInNeeded,
    FormMissing,
    PasswordOutdated,
    PortalClosed,
)
from kiosk.signin.email.told import messages
from kiosk.signin.email.way import EmailWay
from kiosk.signin.email.words import Words, refuses, says, says_only
from kiosk.signin.forms.finding import (
    CodeForm,
    LoginForm,
    asks_for_new_password,
    find_code,
    find_login,
)
from kiosk.signin.forms.page import Page
from kiosk.signin.provider_page import at_or_below


@dataclass(frozen=True, slots=True)
class SentBack:
    """It wants identifier and password, once more."""

    form: LoginForm | None = field(repr=False)
    """None on a page that only says so."""
    said: str = ""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """It wants the code, for the first time or once more."""

    form: CodeForm = field(repr=False)
    said: str = ""
    expired: bool = False
    """It says that the code has come too late."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """The page is one of those that only who is signed in gets to see."""


class Reader:
    """Reads the pages of one sign-in.

    What already stood on the page that was fetched, or on the first page of the code, is no answer
    to what was submitted there: hints, notices, templates of messages that only scripts show.
    """

    def __init__(self, way: EmailWay) -> None:
        self._way = way
        self._words = Words.of(way)
        self._usual: frozenset[str] = frozenset()

    def first_form(self, page: Page) -> LoginForm:
        """Of the page that was fetched.

        Raises FormMissing, PortalClosed, Refused or ServerBroken.
        """
        form = find_login(page, self._way.login_names)
        if form is None:
            if says(page.text, self._words.closed):
                raise PortalClosed
            raise _blamed(page)
        self._usual = frozenset(messages(page, self._way))
        return form

    def waits_for_code(self, page: Page) -> bool:
        """Whether it asks for a code where it should ask for a password."""
        return (
            find_login(page, self._way.login_names) is None
            and find_code(page, self._way.code_names, self._way.login_names) is not None
        )

    def answer(self, page: Page, *, to_code: bool) -> SentBack | CodeAsked | LetIn:
        """What a submission has led to, of the code's page or of the first one.

        Raises FirstSignInNeeded, AccountLocked, PasswordOutdated, PortalClosed, Refused,
        ServerBroken, or FormMissing for a page that is nothing that is known.
        """
        fresh = [said for said in messages(page, self._way) if said not in self._usual]
        said, news = "".join(fresh[:1]), ". ".join(fresh)
        code = (
            None
            if self._guesses_at_landing(page)
            else find_code(page, self._way.code_names, self._way.login_names)
        )
        if code is not None:
            return CodeAsked(code, said, says_only(news, self._words.expired))
        if login := find_login(page, self._way.login_names):
            locked = self._words.locked_after_code if to_code else self._words.locked
            self._raise_for(news, locked)
            return SentBack(login, said)
        if self._lets_in(page, news):
            return LetIn()
        if asks_for_new_password(page):
            raise PasswordOutdated
        self._raise_for(f"{news}. {page.text}", self._words.locked)
        if refuses(page.text):
            return SentBack(None, said)
        raise _blamed(page)

    def remember(self, page: Page) -> None:
        """This is how the page looks before anything was submitted on it."""
        self._usual |= frozenset(messages(page, self._way))

    def _guesses_at_landing(self, page: Page) -> bool:
        """Where one arrives signed in: what looks there like a form for a code is none."""
        named = self._way.code_form or self._way.code_field
        return not named and at_or_below(page.url, self._way.landing_urls)

    def _lets_in(self, page: Page, news: str) -> bool:
        if page.status >= 500:
            return False
        if self._way.landing_urls:
            return at_or_below(page.url, self._way.landing_urls)
        # Below a portal's home there may be everything, pages that refuse as well.
        refuses = page.status >= 400 or asks_for_new_password(page)
        refuses = refuses or self._refusal(news, self._words.locked) is not None
        return not refuses and at_or_below(page.url, (self._way.home_url,))

    def _raise_for(self, text: str, locked: tuple[str, ...]) -> None:
        if error := self._refusal(text, locked):
            raise error
        if says(text, self._words.closed):
            raise PortalClosed

    def _refusal(self, text: str, locked: tuple[str, ...]) -> EmailError | None:
        """Of somebody who is told that she may not come in by this way."""
        if says(text, locked):
            return AccountLocked()
        if says(text, self._words.first_sign_in):
            return FirstSignInNeeded()
        return PasswordOutdated() if says(text, self._words.outdated) else None


def _blamed(page: Page) -> Exception:
    """Nothing on the page leads on: its status may say why."""
    if page.status == 503:
        return PortalClosed()
    if page.status >= 500:
        return ServerBroken(page.status)
    return Refused(page.status) if page.status >= 400 else FormMissing()
