"""How a visit by password and mailed code begins."""

from kiosk.flow.effects import Effect, FetchForm
from kiosk.flow.moves import Step, admit
from kiosk.flow.state import PasswordEntry, State
from kiosk.identity import Identifier, Method


def begin_by_mail(state: State, number: Identifier | None, before: tuple[Effect, ...] = ()) -> Step:
    """The form is fetched while she types: a portal that is down is known before the password.

    `before` ends what was going on.
    """
    desk, visit, warming = admit(state, Method.EMAIL)
    entry = PasswordEntry(desk, visit, desk.now + desk.rules.typing, number=number)
    return entry, (*before, FetchForm(visit), *warming)
