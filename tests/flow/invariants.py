"""The invariants of kiosk/flow/step.py, as rules that an edge keeps or breaks."""

from devices.events import (
    CardRemoved,
    ReaderDetached,
    ServiceLost,
)
from devices.pin import PinTries
from kiosk.flow.effects import (
    ENDINGS,
    EndVisit,
    OpenBrowser,
    ReadCard,
    Record,
    SignInWithCard,
    WarmBrowser,
)
from kiosk.flow.events import BrowserOpened, LandingReached, PinSubmitted, StopRequested
from kiosk.flow.state import (
    AtPage,
    PinEntry,
    Refusal,
    SessionOpen,
    SigningIn,
    SignInStep,
    Stopped,
    Welcome,
    card_of,
)
from kiosk.identity import Method
from kiosk.outcome import Outcome
from tests.flow.explore import Edge, Rule
from tests.flow.mail_rules import MAIL_RULES
from tests.flow.phone_rules import PHONE_RULES
from tests.flow.world import STALE, deadline_of


def a_session_begins_only_with_its_own_page(edge: Edge) -> bool:
    if not isinstance(edge.after, SessionOpen) or isinstance(edge.before, SessionOpen):
        return True
    match edge.before, edge.event:
        case (SigningIn(), BrowserOpened(visit)) | (AtPage(), LandingReached(visit)):
            return visit == edge.before.visit == edge.after.visit
        case _:
            return False


def the_browser_opens_only_while_signing_in(edge: Edge) -> bool:
    opened = [effect for effect in edge.effects if isinstance(effect, OpenBrowser)]
    return not opened or (
        isinstance(edge.after, SigningIn)
        and edge.after.step is SignInStep.OPENING_PAGE
        and opened == [OpenBrowser(edge.after.visit)]
    )


def leaving_a_visit_ends_it_exactly_once_and_nothing_else_does(edge: Edge) -> bool:
    left = edge.before.visit if edge.before.visit != edge.after.visit else None
    ended = [effect for effect in edge.effects if isinstance(effect, EndVisit)]
    return ended == ([EndVisit(left)] if left is not None else [])


def ending_comes_before_beginning(edge: Edge) -> bool:
    ended = any(isinstance(effect, EndVisit) for effect in edge.effects)
    return not ended or isinstance(edge.effects[0], EndVisit)


def what_cannot_be_seen_is_gone(edge: Edge) -> bool:
    card = card_of(edge.before)
    match edge.event:
        case CardRemoved(removed) if removed == card:
            gone = card is not None
        case ReaderDetached(reader):
            gone = card is not None and card.reader == reader
        case ServiceLost():
            gone = card is not None
        case _:
            gone = False
    return not gone or isinstance(edge.after, Welcome)


def a_visit_keeps_its_card_and_the_card_is_there(edge: Edge) -> bool:
    if edge.after.visit is None:
        return True
    same = edge.before.visit != edge.after.visit or card_of(edge.before) == card_of(edge.after)
    card = card_of(edge.after)
    if card is None:
        return same and edge.after.visit.method is not Method.CARD
    return same and edge.after.desk.holds(card)


def a_new_visit_starts_from_nothing(edge: Edge) -> bool:
    if card_of(edge.after) is None or edge.after.visit == edge.before.visit:
        return True
    return edge.after.visit is None or (
        isinstance(edge.after, PinEntry)
        and edge.after.card is None
        and edge.after.pending is None
        and not edge.after.last_try_confirmed
        and edge.effects[-2:] == (ReadCard(edge.after.visit), WarmBrowser(edge.after.visit))
    )


def a_pin_reaches_the_card_only_as_it_may(edge: Edge) -> bool:
    sent = [effect for effect in edge.effects if isinstance(effect, SignInWithCard)]
    if not sent:
        return True
    before, (effect,) = edge.before, sent
    typed = edge.event.pin if isinstance(edge.event, PinSubmitted) else None
    return (
        isinstance(before, PinEntry)
        and effect.pin is (typed or before.pending)
        and (
            typed is None
            or (isinstance(edge.event, PinSubmitted) and edge.event.visit == before.visit)
        )
        and effect.visit == before.visit
        and effect.pin.is_pin()
        and effect.card.tries is not PinTries.LOCKED
        and effect.last_try_allowed == before.last_try_confirmed
        and (effect.card.tries is not PinTries.LAST or before.last_try_confirmed)
    )


def a_pin_typed_for_another_visit_goes_nowhere(edge: Edge) -> bool:
    stale = isinstance(edge.event, PinSubmitted) and edge.event.visit != edge.before.visit
    return not stale or edge.after == edge.before


def a_pin_is_kept_by_one_only(edge: Edge) -> bool:
    sent = any(isinstance(effect, SignInWithCard) for effect in edge.effects)
    return not sent or not isinstance(edge.after, PinEntry)


def every_effect_has_its_endings(edge: Edge) -> bool:
    return all(type(effect) in ENDINGS for effect in edge.effects)


def every_state_has_an_end(edge: Edge) -> bool:
    if isinstance(edge.after, Welcome | Stopped):
        return True
    deadline = deadline_of(edge.after)
    return deadline is not None and deadline > edge.after.desk.now


def a_refusal_is_journalled_when_it_appears(edge: Edge) -> bool:
    rows = [e for e in edge.effects if isinstance(e, Record) and e.outcome is Outcome.REFUSED]
    if not isinstance(edge.after, Refusal) or edge.after == edge.before:
        return not rows
    anew = not isinstance(edge.before, Refusal) or edge.before.trouble != edge.after.trouble
    unclean = any(isinstance(e, Record) and e.outcome is Outcome.NOT_CLEARED for e in edge.effects)
    return not anew or unclean or len(rows) == 1


def a_session_is_journalled_at_both_ends(edge: Edge) -> bool:
    outcomes = {effect.outcome for effect in edge.effects if isinstance(effect, Record)}
    opened = isinstance(edge.after, SessionOpen) and not isinstance(edge.before, SessionOpen)
    closed = isinstance(edge.before, SessionOpen) and edge.after.visit != edge.before.visit
    return (Outcome.SIGNED_IN in outcomes) == opened and (Outcome.ENDED in outcomes) == closed


def an_answer_to_a_past_visit_changes_nothing(edge: Edge) -> bool:
    stale = getattr(edge.event, "visit", None) == STALE
    return not stale or edge.after.visit == edge.before.visit


def a_stopped_kiosk_begins_nothing(edge: Edge) -> bool:
    return not isinstance(edge.before, Stopped) or (
        isinstance(edge.after, Stopped)
        and all(isinstance(effect, Record) for effect in edge.effects)
    )


def stopping_stops(edge: Edge) -> bool:
    return not isinstance(edge.event, StopRequested) or isinstance(edge.after, Stopped)


RULES: dict[str, Rule] = {
    "1 a session begins only with its own page": a_session_begins_only_with_its_own_page,
    "1 the browser opens only while signing in": the_browser_opens_only_while_signing_in,
    "1 leaving a visit ends it once": leaving_a_visit_ends_it_exactly_once_and_nothing_else_does,
    "1 ending comes before beginning": ending_comes_before_beginning,
    "2 what cannot be seen is gone": what_cannot_be_seen_is_gone,
    "3 a visit keeps its card": a_visit_keeps_its_card_and_the_card_is_there,
    "3 a new visit starts from nothing": a_new_visit_starts_from_nothing,
    "4 a PIN reaches the card only as it may": a_pin_reaches_the_card_only_as_it_may,
    "4 a PIN for another visit goes nowhere": a_pin_typed_for_another_visit_goes_nowhere,
    "4 a PIN is kept by one only": a_pin_is_kept_by_one_only,
    "6 every effect has its endings": every_effect_has_its_endings,
    "6 every state has an end": every_state_has_an_end,
    "6 late answers change nothing": an_answer_to_a_past_visit_changes_nothing,
    "7 a refusal is journalled": a_refusal_is_journalled_when_it_appears,
    "7 a session is journalled at both ends": a_session_is_journalled_at_both_ends,
    "stopped: nothing begins": a_stopped_kiosk_begins_nothing,
    "stopped: at once": stopping_stops,
    **PHONE_RULES,
    **MAIL_RULES,
}
