"""What the portal means by the page at which a form has led, whatever the status of its answer."""

from kiosk.http_errors import Refused, ServerBroken
from kiosk.signin.email.answers import CodeAsked, LetIn, SentBack, Submitted
from kiosk.signin.email.errors import FormMissing, PasswordOutdated, PortalClosed
from kiosk.signin.email.landing import at_named, may_be_home, place_of
from kiosk.signin.email.phrases import FAILED
from kiosk.signin.email.reasons import reason
from kiosk.signin.email.standing import Standing
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
from kiosk.signin.forms.form import Form
from kiosk.signin.forms.page import Page

_ERROR = ("erreur", "error")
"""Where a message has it, the page is none of somebody who is signed in."""


class Reader:
    """Reads the pages of one sign-in. It takes longer than a key should wait: never on the loop."""

    def __init__(self, way: EmailWay) -> None:
        self._way = way
        self._words = Words.of(way)
        self._standing = Standing()

    def first_form(self, page: Page) -> LoginForm:
        """Of the page that was fetched.

        Raises FormMissing, PortalClosed, Refused or ServerBroken.
        """
        form = find_login(page, self._way.login_names)
        if form is None:
            if says(page.text, self._words.closed):
                raise PortalClosed
            raise _blamed(page)
        self._standing = Standing.of(page, self._way)
        return form

    def waits_for_code(self, page: Page) -> bool:
        """Whether it asks for a code where it should ask for a password."""
        login, code = self._way.login_names, self._way.code_names
        return find_login(page, login) is None and find_code(page, code, login) is not None

    def remember(self, page: Page) -> None:
        """This is how the page of the code looks before anything was submitted on it."""
        self._standing = self._standing.and_said(page, self._way)

    def answer(self, page: Page, submitted: Submitted) -> SentBack | CodeAsked | LetIn:
        """What a submission has led to.

        Raises FirstSignInNeeded, AccountLocked, PasswordOutdated, PortalClosed, Refused,
        ServerBroken, or FormMissing for a page that is nothing that is known.
        """
        all_said = list(messages(page, self._way))
        fresh = [said for said in all_said if said not in self._standing.said]
        said, news = "".join(fresh[:1]), ". ".join(fresh)
        named = at_named(page, self._way, submitted)
        if code := self._code_form(page, submitted, named=named):
            return CodeAsked(code, said, says_only(news, self._words.expired))
        if login := self._login_form(page, submitted, named=named):
            self._raise_for_login(page, all_said, fresh, submitted)
            return SentBack(login, said)
        if named and page.status < 500:
            return LetIn()
        return self._formless(page, said, news, submitted)

    def _code_form(self, page: Page, submitted: Submitted, *, named: bool) -> CodeForm | None:
        """Where one arrives signed in, what looks like one is none unless it is known."""
        code = self._standing.code_form(page, self._way)
        if code is None or not named or self._way.code_form or self._way.code_field:
            return code
        return code if submitted.to_code and _is_like(code.form, submitted.form) else None

    def _login_form(self, page: Page, submitted: Submitted, *, named: bool) -> LoginForm | None:
        """There it might be for something else, as a webmail."""
        login = find_login(page, self._way.login_names)
        if login is None or not named:
            return login
        return login if _is_like(login.form, submitted.form) else None

    def _formless(self, page: Page, said: str, news: str, submitted: Submitted) -> SentBack | LetIn:
        """Of a page that has none of the known forms, and may refuse in its text alone."""
        if asks_for_new_password(page):
            raise PasswordOutdated
        whole = f"{news}. {page.text}"
        if error := reason(whole, self._words):
            raise error
        if refuses(whole):
            return SentBack(None, said)
        # With names for them, no other page is one of somebody who is signed in.
        failed = page.status >= 400 or says(news, _ERROR) or says(page.text, FAILED)
        guesses = not (self._way.landing_urls or failed)
        if guesses and may_be_home(page, self._way, submitted):
            return LetIn()
        raise _blamed(page)

    def _raise_for_login(
        self, page: Page, all_said: list[str], fresh: list[str], submitted: Submitted
    ) -> None:
        """For what a page says beside the first form: in a message, or anew in its text."""
        to_code, usually = submitted.to_code, self._standing.text
        error = reason(". ".join(fresh), self._words, to_code=to_code) or reason(
            page.text, self._words, to_code=to_code, usually=usually
        )
        silent = not (fresh or to_code or refuses(page.text))
        if error is None and silent:
            # What stood there already may be why, after all; but rules for passwords never are.
            error = reason(". ".join(all_said), self._words)
            error = None if isinstance(error, PasswordOutdated) else error
        if error is not None:
            raise error


def _is_like(form: Form, submitted: Form) -> bool:
    """Whether it may be the very form that was submitted, on another page."""
    return (
        (form.name != "" and form.name == submitted.name)
        or (form.id != "" and form.id == submitted.id)
        or place_of(form.action) == place_of(submitted.action)
    )


def _blamed(page: Page) -> Exception:
    """Nothing on the page leads on: its status may say why."""
    if page.status == 503:
        return PortalClosed()
    if page.status >= 500:
        return ServerBroken(page.status)
    return Refused(page.status) if page.status >= 400 else FormMissing()
