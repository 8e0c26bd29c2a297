"""What the invariants demand of the ways in without a card."""

from devices.events import CardInserted
from kiosk.flow.desk import SIGN_IN_FAMILIES
from kiosk.flow.effects import AskPhone, FetchForm, OpenPage, OpenPortal, Page, WarmBrowser
from kiosk.flow.events import CodeLapsed, NumberSubmitted, PhoneApproved, WayChosen
from kiosk.flow.phone import Lapse, PhoneFlow
from kiosk.flow.state import (
    AtPage,
    AwaitingPhone,
    NumberEntry,
    PasswordEntry,
    PinEntry,
    Refusal,
    SigningIn,
    Stopped,
    Welcome,
    card_of,
)
from kiosk.identity import Method
from tests.flow.explore import Edge, Rule


def a_session_of_one_card_or_of_none(edge: Edge) -> bool:
    """Whoever had no card in the reader does not go on beside somebody's card."""
    inserted = isinstance(edge.event, CardInserted) and edge.event.family in SIGN_IN_FAMILIES
    if not inserted or isinstance(edge.before, Stopped):
        return True
    return isinstance(edge.after, PinEntry) and edge.after.visit != edge.before.visit


def a_visit_without_a_card_begins_as_it_was_chosen(edge: Edge) -> bool:
    visit = edge.after.visit
    if visit is None or visit == edge.before.visit or card_of(edge.after) is not None:
        return True
    warming = (WarmBrowser(visit),)
    if visit.method is Method.EMAIL:
        return (
            edge.after.desk.rules.mail is not None
            and (_chose_mail(edge) or _changed_her_password(edge))
            and isinstance(edge.after, PasswordEntry)
            and edge.effects[-2:] == (FetchForm(visit), *warming)
        )
    begun = {
        PhoneFlow.QR: (AwaitingPhone, (AskPhone(visit), *warming)),
        PhoneFlow.PUSH: (NumberEntry, warming),
        PhoneFlow.BROWSER: (AtPage, (OpenPage(visit, Page.PROVIDER),)),
    }
    flow = edge.after.desk.rules.phone
    return (
        flow is not None
        and isinstance(edge.before, Welcome | Refusal)
        and isinstance(edge.event, WayChosen)
        and edge.event.method is visit.method
        and (type(edge.after), edge.effects) == begun[flow]
    )


def _chose_mail(edge: Edge) -> bool:
    chosen = edge.event == WayChosen(Method.EMAIL)
    return isinstance(edge.before, Welcome | Refusal) and chosen and len(edge.effects) == 2


def _changed_her_password(edge: Edge) -> bool:
    return isinstance(edge.before, AtPage) and edge.before.page is Page.PASSWORD


def a_phone_is_asked_by_one_poller_at_a_time(edge: Edge) -> bool:
    asked = [effect for effect in edge.effects if isinstance(effect, AskPhone)]
    if not asked:
        return True
    return (
        isinstance(edge.after, AwaitingPhone)
        and edge.after.asked is None
        and asked == [AskPhone(edge.after.visit, edge.after.number)]
        and isinstance(edge.event, WayChosen | NumberSubmitted | CodeLapsed)
    )


def a_code_is_replaced_only_so_often(edge: Edge) -> bool:
    if not isinstance(edge.after, AwaitingPhone):
        return True
    return edge.after.renewals <= edge.after.desk.rules.code_renewals


def no_phone_rings_again_by_itself(edge: Edge) -> bool:
    match edge.before, edge.event:
        case AwaitingPhone(number=number), CodeLapsed(lapse=Lapse.EXPIRED) if number:
            return not any(isinstance(effect, AskPhone) for effect in edge.effects)
        case _:
            return True


def the_providers_page_has_the_limits_of_a_session(edge: Edge) -> bool:
    """The kiosk may not have noticed that she is in the portal already."""
    if not isinstance(edge.after, AtPage):
        return True
    rules, now = edge.after.desk.rules, edge.after.desk.now
    return edge.after.deadline <= min(now + rules.idle, edge.after.began + rules.longest)


def a_number_is_typed_once(edge: Edge) -> bool:
    match edge.before, edge.event, edge.after:
        case Refusal(number=number), WayChosen(), NumberEntry(typed=typed, doubted=doubted):
            return number is None or (typed == str(number) and doubted == number)
        case AwaitingPhone(number=number), _, Refusal(number=kept) if edge.after.visit is None:
            return kept == number
        case _:
            return True


def a_lost_answer_is_not_called_unanswered(edge: Edge) -> bool:
    match edge.before, edge.event, edge.after:
        case AwaitingPhone(), CodeLapsed(lapse=Lapse.SPENT), Welcome():
            return edge.before.visit != edge.event.visit
        case _:
            return True


def a_doubted_number_is_no_dead_end(edge: Edge) -> bool:
    match edge.before, edge.event:
        case NumberEntry(doubted=doubted), NumberSubmitted(visit, text) if (
            doubted and visit == edge.before.visit and text == str(doubted)
        ):
            return isinstance(edge.after, AwaitingPhone)
        case _:
            return True


def the_portal_opens_only_for_whom_the_provider_named(edge: Edge) -> bool:
    opened = [effect for effect in edge.effects if isinstance(effect, OpenPortal)]
    if not opened:
        return True
    return (
        isinstance(edge.before, AwaitingPhone)
        and isinstance(edge.event, PhoneApproved)
        and isinstance(edge.after, SigningIn)
        and edge.event.visit == edge.before.visit == edge.after.visit
        and edge.after.holder == edge.event.holder
        and opened == [OpenPortal(edge.after.visit)]
    )


PHONE_RULES: dict[str, Rule] = {
    "3 a card ends a visit without one": a_session_of_one_card_or_of_none,
    "3 the portal opens for whom the provider named": (
        the_portal_opens_only_for_whom_the_provider_named
    ),
    "6 a visit without a card begins as chosen": a_visit_without_a_card_begins_as_it_was_chosen,
    "6 one poller at a time": a_phone_is_asked_by_one_poller_at_a_time,
    "6 a code is replaced only so often": a_code_is_replaced_only_so_often,
    "6 no phone rings again by itself": no_phone_rings_again_by_itself,
    "6 the provider's page has a session's limits": the_providers_page_has_the_limits_of_a_session,
    "7 a number is typed once": a_number_is_typed_once,
    "7 a lost answer is not called unanswered": a_lost_answer_is_not_called_unanswered,
    "7 a doubted number is no dead end": a_doubted_number_is_no_dead_end,
}
