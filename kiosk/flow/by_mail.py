"""Signing in by password and mailed code: what events mean until the portal has let her in."""

from dataclasses import replace

from kiosk.flow.at_page import visit_page
from kiosk.flow.effects import FetchForm, Page, ResendCode, SubmitCode, SubmitPassword
from kiosk.flow.events import (
    AnotherCodeRequested,
    AttemptsSlowed,
    BackRequested,
    CodeMailed,
    CodeRejected,
    CodeSubmitted,
    CodeVoided,
    Event,
    FormDelayed,
    FormRefused,
    NumberSubmitted,
    PageRequested,
    PasswordForgotten,
    PasswordRejected,
    PasswordSubmitted,
    SignInFailed,
    Touched,
)
from kiosk.flow.mail import CodeHint, MailedCode, MailWay, PasswordHint
from kiosk.flow.moves import Step, refuse, stay
from kiosk.flow.numbers import judged
from kiosk.flow.rows import row
from kiosk.flow.signing_in import at_signing_in
from kiosk.flow.state import (
    CodeEntry,
    PasswordEntry,
    PasswordHelp,
    SigningIn,
    SignInStep,
)
from kiosk.flow.visiting import while_visiting
from kiosk.identity import Identifier, nameless
from kiosk.outcome import Outcome
from kiosk.secret import Secret
from kiosk.trouble import Trouble


def at_password_entry(state: PasswordEntry, event: Event) -> Step:
    """First the number, then the password; meanwhile the portal's form is being fetched."""
    match event:
        case NumberSubmitted(visit, text) if visit == state.visit:
            return _submit_number(state, text)
        case PasswordSubmitted(visit, password) if visit == state.visit and state.number:
            return _submit_password(state, state.number, password)
        case BackRequested(visit) if visit == state.visit and state.number:
            number = state.number
            return stay(replace(state, number=None, typed=str(number), doubted=number, hint=None))
        case PasswordForgotten(visit, typed) if visit == state.visit and _way(state).forgotten_url:
            deadline = state.desk.now + state.desk.rules.reading_trouble
            entry = replace(state, typed=typed or state.typed)
            return stay(PasswordHelp(state.desk, state.visit, deadline, entry))
        case FormDelayed(visit, until) if visit == state.visit:
            return stay(replace(state, hint=PasswordHint.SLOWED, slowed_until=until))
        case FormRefused(visit, trouble) if visit == state.visit:
            return refuse(state, trouble)
        case _:
            return while_visiting(state, event)


def at_password_help(state: PasswordHelp, event: Event) -> Step:
    """She photographs the address, or goes there in the browser where that is allowed."""
    match event:
        case BackRequested(visit) if visit == state.visit:
            deadline = state.desk.now + state.desk.rules.typing
            return stay(replace(state.entry, desk=state.desk, deadline=deadline))
        case PageRequested(visit) if visit == state.visit and _way(state).forgotten_here:
            return visit_page(state.desk, visit, Page.PASSWORD, state.number)
        case Touched():
            deadline = state.desk.now + state.desk.rules.reading_trouble
            return stay(replace(state, deadline=deadline))
        case _:
            return while_visiting(state, event)


def at_code_entry(state: CodeEntry, event: Event) -> Step:
    """She looks for the mail; the code may have to be sent again."""
    match event:
        case CodeSubmitted(visit, code) if visit == state.visit and not state.resending:
            return _submit_code(state, code)
        case AnotherCodeRequested(visit) if visit == state.visit and _may_resend(state):
            return replace(state, hint=None, resending=True), (ResendCode(visit),)
        case CodeMailed(visit, mailed) if visit == state.visit and state.resending:
            return stay(_code_entry(state, state.number, mailed, CodeHint.RESENT))
        case CodeVoided(visit, said) if visit == state.visit and state.resending:
            return stay(_again(state, state.number, PasswordHint.OVER, said))
        case SignInFailed(visit, trouble) if visit == state.visit and state.resending:
            return refuse(state, trouble)
        case BackRequested(visit) if visit == state.visit and not state.resending:
            return _again(state, state.number), (FetchForm(visit),)
        case Touched():
            return stay(replace(state, deadline=state.desk.now + state.desk.rules.mailing))
        case _:
            return while_visiting(state, event)


def at_portal_form(state: SigningIn, number: Identifier, event: Event) -> Step:
    """What she typed is with the portal, which answers."""
    match event:
        case CodeMailed(visit, mailed) if visit == state.visit:
            return stay(_code_entry(state, number, mailed))
        case PasswordRejected(visit, said) if visit == state.visit:
            rejected = row(Outcome.REJECTED, visit, Trouble.PASSWORD_REJECTED, state.holder)
            return _again(state, number, PasswordHint.REJECTED, said), (rejected,)
        case AttemptsSlowed(visit, until) if visit == state.visit and state.mailed:
            entry = _code_entry(state, number, state.mailed, CodeHint.SLOWED)
            return stay(replace(entry, slowed_until=until))
        case AttemptsSlowed(visit, until) if visit == state.visit:
            return stay(_again(state, number, PasswordHint.SLOWED, until=until))
        case CodeRejected(visit, mailed, expired) if visit == state.visit:
            hint = CodeHint.EXPIRED if expired else CodeHint.REJECTED
            rejected = row(Outcome.REJECTED, visit, Trouble.CODE_REJECTED, state.holder)
            return _code_entry(state, number, mailed, hint), (rejected,)
        case CodeVoided(visit, said) if visit == state.visit:
            rejected = row(Outcome.REJECTED, visit, Trouble.CODE_REJECTED, state.holder)
            return _again(state, number, PasswordHint.OVER, said), (rejected,)
        case _:
            return at_signing_in(state, event)


def _submit_number(state: PasswordEntry, text: str) -> Step:
    match judged(text, state.doubted):
        case Identifier() as number:
            slowed = state.slowed_until if number == state.doubted else 0.0
            return stay(replace(state, number=number, hint=None, said="", slowed_until=slowed))
        case hint, doubted:
            return stay(replace(state, number=None, hint=hint, doubted=doubted))


def _submit_password(state: PasswordEntry, number: Identifier, password: Secret) -> Step:
    """The one place where a password sets out for the portal."""
    if not password.length:
        return stay(replace(state, hint=PasswordHint.MISSING))
    if state.desk.now < state.slowed_until:
        return stay(replace(state, hint=PasswordHint.SLOWED))
    checking = _checking(state, number, SignInStep.CHECKING_PASSWORD)
    return checking, (SubmitPassword(state.visit, number, password),)


def _submit_code(state: CodeEntry, code: Secret) -> Step:
    """Only a whole one costs a try at the portal."""
    if code.length != _way(state).code_length:
        expired = state.hint is CodeHint.EXPIRED
        return stay(state if expired else replace(state, hint=CodeHint.UNFINISHED))
    if state.desk.now < state.slowed_until:
        return stay(replace(state, hint=CodeHint.SLOWED))
    checking = _checking(state, state.number, SignInStep.CHECKING_CODE)
    return replace(checking, mailed=state.mailed), (SubmitCode(state.visit, code),)


def _checking(state: PasswordEntry | CodeEntry, number: Identifier, step: SignInStep) -> SigningIn:
    deadline = state.desk.now + state.desk.rules.signing_in
    holder = nameless(number)
    return SigningIn(state.desk, state.visit, deadline, holder, step=step, number=number)


def _again(
    state: SigningIn | CodeEntry,
    number: Identifier,
    hint: PasswordHint | None = None,
    said: str = "",
    until: float = 0.0,
) -> PasswordEntry:
    """The password is asked for once more; the number need not be."""
    deadline = state.desk.now + state.desk.rules.typing
    return PasswordEntry(
        state.desk,
        state.visit,
        deadline,
        number=number,
        hint=hint,
        said=said,
        slowed_until=until,
    )


def _code_entry(
    state: SigningIn | CodeEntry,
    number: Identifier,
    mailed: MailedCode,
    hint: CodeHint | None = None,
) -> CodeEntry:
    deadline = state.desk.now + state.desk.rules.mailing
    return CodeEntry(state.desk, state.visit, deadline, number, mailed, hint)


def _may_resend(state: CodeEntry) -> bool:
    waited = state.desk.now - state.mailed.sent
    return not state.resending and state.mailed.resendable and waited >= _way(state).resend_seconds


def _way(state: PasswordEntry | PasswordHelp | CodeEntry) -> MailWay:
    """These states exist only where there is one."""
    if state.desk.rules.mail is None:
        raise RuntimeError("no sign-in by mail is configured")
    return state.desk.rules.mail
