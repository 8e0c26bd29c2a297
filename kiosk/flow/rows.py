"""The rows that the flow has the journal keep."""

from kiosk.flow.effects import EndReason, Record
from kiosk.flow.visit import Visit
from kiosk.identity import Holder, Method
from kiosk.outcome import Outcome
from kiosk.trouble import Trouble


def row(
    outcome: Outcome,
    visit: Visit | None,
    about: EndReason | Trouble | None = None,
    holder: Holder | None = None,
) -> Record:
    """About a visit, or about a card that was refused before one began."""
    if visit is None:
        return Record(outcome, Method.CARD, about=about, holder=holder)
    return Record(outcome, visit.method, visit.number, about, holder)
