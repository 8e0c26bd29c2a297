"""Signing in without a card: which way, and how its visit begins."""

from kiosk.flow.at_page import visit_page
from kiosk.flow.beginning import begin_by_mail
from kiosk.flow.effects import AskPhone, Page
from kiosk.flow.moves import Step, admit, stay
from kiosk.flow.phone import PhoneFlow
from kiosk.flow.state import AwaitingPhone, NumberEntry, Refusal, Welcome
from kiosk.identity import Identifier, Method


def begin_without_card(state: Welcome | Refusal, method: Method) -> Step:
    """A visit opens by the way that was chosen, if there is such a way here."""
    match method, state.desk.rules:
        case Method.ECPS, rules if rules.phone is not None:
            return _begin_by_phone(state, rules.phone)
        case Method.EMAIL, rules if rules.mail is not None:
            return begin_by_mail(state, _number_of(state))
        case _:
            return stay(state)


def _begin_by_phone(state: Welcome | Refusal, flow: PhoneFlow) -> Step:
    desk, visit, warming = admit(state, Method.ECPS)
    match flow:
        case PhoneFlow.QR:
            waiting = AwaitingPhone(desk, visit, desk.now + desk.rules.signing_in)
            return waiting, (AskPhone(visit), *warming)
        case PhoneFlow.PUSH:
            number = _number_of(state)
            typed = "" if number is None else str(number)
            deadline = desk.now + desk.rules.typing
            return NumberEntry(desk, visit, deadline, typed, doubted=number), warming
        case PhoneFlow.BROWSER:
            return visit_page(desk, visit, Page.PROVIDER)


def _number_of(state: Welcome | Refusal) -> Identifier | None:
    return state.number if isinstance(state, Refusal) else None
