"""What came of the phone, or of the provider's own page."""

from dataclasses import dataclass

from devices.kit import PageSeen
from kiosk.flow.phone import Asked, Lapse
from kiosk.flow.visit import Visit
from kiosk.identity import Holder


@dataclass(frozen=True, slots=True)
class PhoneAsked:
    """The provider waits for the phone: here is what the doctor needs for it."""

    visit: Visit
    asked: Asked


@dataclass(frozen=True, slots=True)
class PhoneApproved:
    """She has proved who she is; the tokens stay with the effects, never here."""

    visit: Visit
    holder: Holder


@dataclass(frozen=True, slots=True)
class CodeLapsed:
    """What was asked leads nowhere any more; nothing polls for it any longer."""

    visit: Visit
    lapse: Lapse


@dataclass(frozen=True, slots=True)
class PageOpened:
    """It is hers to use."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class LandingReached:
    """The provider's page has led her into the portal, which names her, or does not."""

    visit: Visit
    holder: Holder
    page: PageSeen
