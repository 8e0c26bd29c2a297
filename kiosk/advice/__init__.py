"""What every refusal and every end is told with: what happened, what to do, whom to ask.

Messages are marked for the catalogues and translated where they are shown; `{portal}` stands for
the portal's name.
"""

from kiosk.advice.advice import Advice, Contact
from kiosk.advice.card import CARD
from kiosk.advice.ecps import ECPS
from kiosk.advice.email import EMAIL
from kiosk.advice.ends import CANCELLED, ENDS, TAKE_CARD
from kiosk.advice.kiosk import BROWSER_AND_KIOSK, MODULE
from kiosk.advice.offered import as_offered
from kiosk.advice.portal import PORTAL
from kiosk.advice.without_card import without_card
from kiosk.flow.desk import Rules
from kiosk.flow.effects import EndReason
from kiosk.identity import Method
from kiosk.trouble import Trouble

__all__ = ["TAKE_CARD", "Advice", "Contact", "advice_for", "notice_of"]

ADVICE = CARD | MODULE | PORTAL | ECPS | EMAIL | BROWSER_AND_KIOSK


def advice_for(trouble: Trouble, rules: Rules, method: Method = Method.CARD) -> Advice:
    """What to tell a doctor who was refused on this way in, in a practice that offers so much."""
    return as_offered(without_card(ADVICE[trouble], method), rules)


def notice_of(about: EndReason | Trouble, rules: Rules, *, had_session: bool = True) -> str:
    """What the welcome screen says about what has just ended."""
    if isinstance(about, Trouble):
        return as_offered(ADVICE[about], rules).title
    known, else_known = (ENDS, CANCELLED) if had_session else (CANCELLED, ENDS)
    return known.get(about) or else_known[about]
