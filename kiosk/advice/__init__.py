"""What every refusal and every end is told with: what happened, what to do, whom to ask.

Messages are marked for the catalogues and translated where they are shown; `{portal}` stands for
the portal's name.
"""

from kiosk.advice.advice import Advice, Contact
from kiosk.advice.card import CARD
from kiosk.advice.ends import CANCELLED, ENDS, TAKE_CARD
from kiosk.advice.kiosk import BROWSER_AND_KIOSK, MODULE
from kiosk.advice.portal import PORTAL
from kiosk.flow.effects import EndReason
from kiosk.trouble import Trouble

__all__ = ["TAKE_CARD", "Advice", "Contact", "advice_for", "notice_of"]

ADVICE = CARD | MODULE | PORTAL | BROWSER_AND_KIOSK


def advice_for(trouble: Trouble) -> Advice:
    """What to tell a doctor who was refused."""
    return ADVICE[trouble]


def notice_of(about: EndReason | Trouble, *, had_session: bool = True) -> str:
    """What the welcome screen says about what has just ended."""
    if isinstance(about, Trouble):
        return ADVICE[about].title
    return ENDS[about] if had_session else CANCELLED.get(about, ENDS[about])
