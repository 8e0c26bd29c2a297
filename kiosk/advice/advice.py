"""The shape of advice."""

from dataclasses import dataclass
from enum import Enum


class Contact(Enum):
    """Who can help."""

    NOBODY = "nobody"
    """The steps are enough."""
    CARD_DESK = "card-desk"
    """The service that delivers the cards."""
    APP_DESK = "app-desk"
    """The service behind the phone's e-CPS app."""
    PORTAL = "portal"
    """The portal's own help."""
    PRACTICE = "practice"
    """Whoever looks after this workstation."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Messages in English, not yet translated."""

    title: str
    """What happened, in one sentence."""
    steps: tuple[str, ...]
    """What to do, in order, and what else is possible."""
    contact: Contact = Contact.NOBODY
    why: str = ""
    """What explains or reassures, before the steps."""
    grave: bool = False
    """Not to be brushed aside: something is lost or unsafe."""
