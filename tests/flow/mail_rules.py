"""What the invariants demand of passwords and mailed codes."""

from dataclasses import replace

from kiosk.flow.effects import (
    EndVisit,
    FetchForm,
    OpenPage,
    Page,
    Record,
    ResendCode,
    SubmitCode,
    SubmitPassword,
)
from kiosk.flow.events import (
    AnotherCodeRequested,
    AttemptsSlowed,
    BackRequested,
    BrowserClosed,
    CodeRejected,
    CodeSubmitted,
    CodeVoided,
    EndRequested,
    FormDelayed,
    NumberSubmitted,
    PageRequested,
    PasswordForgotten,
    PasswordRejected,
    PasswordSubmitted,
    WayChosen,
)
from kiosk.flow.state import (
    AtPage,
    CodeEntry,
    PasswordEntry,
    PasswordHelp,
    Refusal,
    SigningIn,
    SignInStep,
)
from kiosk.identity import Identifier, Method
from kiosk.outcome import Outcome
from tests.flow.explore import Edge, Rule
from tests.flow.world import MAIL


def a_password_reaches_the_portal_only_as_it_may(edge: Edge) -> bool:
    """Typed on this visit's screen, for the number that stands there, and not while slowed."""
    sent = [effect for effect in edge.effects if isinstance(effect, SubmitPassword)]
    if not sent:
        return True
    before, event, (effect,) = edge.before, edge.event, sent
    return (
        isinstance(before, PasswordEntry)
        and isinstance(event, PasswordSubmitted)
        and event.visit == before.visit == effect.visit == edge.after.visit
        and effect.password is event.password
        and effect.password.length > 0
        and effect.number == before.number
        and before.desk.now >= before.slowed_until
        and isinstance(edge.after, SigningIn)
        and edge.after.step is SignInStep.CHECKING_PASSWORD
    )


def a_mailed_code_reaches_the_portal_only_whole(edge: Edge) -> bool:
    sent = [effect for effect in edge.effects if isinstance(effect, SubmitCode)]
    if not sent:
        return True
    before, event, (effect,) = edge.before, edge.event, sent
    return (
        isinstance(before, CodeEntry)
        and not before.resending
        and before.desk.now >= before.slowed_until
        and isinstance(event, CodeSubmitted)
        and event.visit == before.visit == effect.visit == edge.after.visit
        and effect.code is event.code
        and effect.code.length == MAIL.code_length
        and isinstance(edge.after, SigningIn)
        and edge.after.step is SignInStep.CHECKING_CODE
    )


def one_conversation_with_the_portal_at_a_time(edge: Edge) -> bool:
    """While an answer is awaited nothing else is submitted."""
    asked = [e for e in edge.effects if isinstance(e, SubmitPassword | SubmitCode | ResendCode)]
    waiting = isinstance(edge.before, SigningIn) or (
        isinstance(edge.before, CodeEntry) and edge.before.resending
    )
    return len(asked) <= 1 and not (asked and waiting)


def another_code_is_asked_for_only_so_often(edge: Edge) -> bool:
    if not any(isinstance(effect, ResendCode) for effect in edge.effects):
        return True
    before = edge.before
    return (
        isinstance(before, CodeEntry)
        and isinstance(edge.event, AnotherCodeRequested)
        and before.mailed.resendable
        and before.desk.now >= before.mailed.sent + MAIL.resend_seconds
    )


def the_form_is_fetched_at_the_beginning_only(edge: Edge) -> bool:
    """Never between password and code, unless she herself goes back, or has been elsewhere."""
    if not any(isinstance(effect, FetchForm) for effect in edge.effects):
        return True
    chosen = isinstance(edge.event, WayChosen) and edge.event.method is Method.EMAIL
    gone_back = isinstance(edge.before, CodeEntry) and isinstance(edge.event, BackRequested)
    returned = isinstance(edge.before, AtPage) and edge.before.page is Page.PASSWORD
    return isinstance(edge.after, PasswordEntry) and (chosen or gone_back or returned)


def a_number_that_was_believed_stays(edge: Edge) -> bool:
    """Whatever the portal answers, and when she goes back: it is not typed twice."""
    before, after = edge.before, edge.after
    number: Identifier | None = getattr(before, "number", None)
    if number is None or before.visit is None or before.visit.method is not Method.EMAIL:
        return True
    if isinstance(edge.event, NumberSubmitted):
        return True
    match after:
        case PasswordEntry(number=None, typed=typed, doubted=doubted):
            return typed == str(number) and doubted == number
        case PasswordEntry() | PasswordHelp() | CodeEntry() | SigningIn():
            return after.number == number
        case Refusal() if edge.after.visit != before.visit and _refused_now(edge):
            return after.number == number
        case _:
            return True


def _refused_now(edge: Edge) -> bool:
    rows = [effect for effect in edge.effects if isinstance(effect, Record)]
    return any(row.outcome is Outcome.REFUSED and row.method is Method.EMAIL for row in rows)


def what_the_portal_rejects_is_journalled(edge: Edge) -> bool:
    rows = [e for e in edge.effects if isinstance(e, Record) and e.outcome is Outcome.REJECTED]
    rejected = (
        isinstance(edge.before, SigningIn)
        and edge.before.number is not None
        and isinstance(edge.event, PasswordRejected | CodeRejected | CodeVoided)
        and edge.event.visit == edge.before.visit
        and edge.after.visit == edge.before.visit
    )
    return len(rows) == (1 if rejected else 0)


def the_slowed_are_told_until_when(edge: Edge) -> bool:
    match edge.before, edge.event:
        case (SigningIn(), AttemptsSlowed(visit, until)) | (
            PasswordEntry(),
            FormDelayed(visit, until),
        ) if visit == edge.before.visit and edge.before.visit.method is Method.EMAIL:
            after = edge.after
            return isinstance(after, PasswordEntry | CodeEntry) and after.slowed_until == until
        case _:
            return True


def a_code_survives_the_wait(edge: Edge) -> bool:
    match edge.before, edge.event:
        case SigningIn(mailed=mailed), AttemptsSlowed(visit) if (
            mailed is not None and visit == edge.before.visit
        ):
            return isinstance(edge.after, CodeEntry) and edge.after.mailed == mailed
        case _:
            return True


def whoever_looks_for_help_comes_back_to_what_she_had(edge: Edge) -> bool:
    match edge.before, edge.event, edge.after:
        case PasswordEntry(), PasswordForgotten(), PasswordHelp():
            return edge.after.entry == edge.before
        case PasswordHelp(), BackRequested(visit), PasswordEntry() if visit == edge.before.visit:
            entry = edge.before.entry
            return edge.after == replace(entry, desk=edge.after.desk, deadline=edge.after.deadline)
        case _:
            return True


def from_the_password_page_she_comes_back_to_her_number(edge: Edge) -> bool:
    """In a visit of its own: nothing of the page is left."""
    match edge.before, edge.event:
        case AtPage(page=Page.PASSWORD, number=number), BrowserClosed(visit) | EndRequested(
            visit
        ) if visit == edge.before.visit:
            return (
                isinstance(edge.after, PasswordEntry)
                and edge.after.number == number
                and edge.effects[0] == EndVisit(visit)
            )
        case _:
            return True


def the_password_page_opens_only_where_it_may(edge: Edge) -> bool:
    opened = [e for e in edge.effects if isinstance(e, OpenPage) and e.page is Page.PASSWORD]
    if not opened:
        return True
    return (
        isinstance(edge.before, PasswordHelp)
        and isinstance(edge.event, PageRequested)
        and MAIL.forgotten_here
        and isinstance(edge.after, AtPage)
        and edge.after.page is Page.PASSWORD
        and not any(isinstance(effect, EndVisit) for effect in edge.effects)
    )


MAIL_RULES: dict[str, Rule] = {
    "5 a password reaches the portal only as it may": a_password_reaches_the_portal_only_as_it_may,
    "5 a mailed code reaches the portal only whole": a_mailed_code_reaches_the_portal_only_whole,
    "6 one conversation with the portal at a time": one_conversation_with_the_portal_at_a_time,
    "6 another code only so often": another_code_is_asked_for_only_so_often,
    "6 the form is fetched at the beginning only": the_form_is_fetched_at_the_beginning_only,
    "7 a number that was believed stays": a_number_that_was_believed_stays,
    "7 what the portal rejects is journalled": what_the_portal_rejects_is_journalled,
    "7 the slowed are told until when": the_slowed_are_told_until_when,
    "7 a code survives the wait": a_code_survives_the_wait,
    "7 help leads back": whoever_looks_for_help_comes_back_to_what_she_had,
    "7 the password page leads back": from_the_password_page_she_comes_back_to_her_number,
    "1 the password page opens only where it may": the_password_page_opens_only_where_it_may,
}
