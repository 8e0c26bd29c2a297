"""Everything that can refuse a sign-in or disturb its end. Its sentences: kiosk/advice."""

from enum import Enum


class Trouble(Enum):
    """A refusal; its value is the short code that a doctor reads out to the help desk.

    C: the card. M: the card's middleware. P: the portal. E: e-CPS, by whatever provider.
    L: the portal's login form. B: the browser. K: the kiosk.
    """

    VITALE = "C01"
    CARD_MUTE = "C02"
    CARD_UNKNOWN = "C03"
    CARD_CONTACTLESS = "C04"
    CARD_EXPIRED = "C05"
    CARD_NOT_YET_VALID = "C06"
    CARD_ISSUER = "C07"
    CARD_WITHOUT_CERTIFICATE = "C08"
    CARD_UNREADABLE = "C09"
    CARD_BUSY = "C10"
    PIN_LOCKED = "C11"
    CARD_NOT_RESET = "C12"
    """It may still be unlocked, and lies in the reader."""

    MODULE_MISSING = "M01"
    MODULE_CRASHED = "M02"
    MODULE_HUNG = "M03"
    CARD_TLS_UNAVAILABLE = "M04"

    PORTAL_REFUSED_CARD = "P01"
    PORTAL_REFUSED = "P02"
    PORTAL_BROKEN = "P03"
    PORTAL_SLOW = "P04"
    PORTAL_UNREACHABLE = "P05"
    PORTAL_UNTRUSTED = "P06"
    PORTAL_OFF_LIMITS = "P07"
    PORTAL_REDIRECTS = "P08"
    PORTAL_UNCLEAR = "P09"
    LOGOUT_UNCONFIRMED = "P10"
    """Refuses nothing: the portal's session is left to its own expiry. For the journal."""

    PHONE_REFUSED = "E01"
    """Somebody said no on the phone."""
    NUMBER_UNKNOWN = "E02"
    PROVIDER_UNREACHABLE = "E03"
    PROVIDER_SLOW = "E04"
    PROVIDER_UNTRUSTED = "E05"
    """Its TLS certificate."""
    PROVIDER_BROKEN = "E06"
    PROVIDER_UNCLEAR = "E07"
    """It answers something that the standards do not foresee."""
    PROVIDER_OFF_LIMITS = "E08"
    PROVIDER_REFUSED_KIOSK = "E09"
    """It does not accept this kiosk as its client, or what the kiosk may ask."""
    IDENTITY_UNPROVEN = "E10"
    """The ID token does not hold: signature, issuer, audience, time, or seen before."""
    IDENTITY_TOO_WEAK = "E11"
    """Signed in, but not by the means that the configuration demands (acr)."""
    ANSWER_LOST = "E12"
    """She has said yes, and the network lost the provider's answer, again and again."""

    FORM_MISSING = "L01"
    """The portal's page has no form that the kiosk could fill in."""
    FIRST_SIGN_IN = "L02"
    """The portal wants a card or the e-CPS before it takes a password."""
    ACCOUNT_LOCKED = "L03"
    PORTAL_CLOSED = "L04"
    """For maintenance."""
    PASSWORD_OUTDATED = "L05"  # noqa: S105  # a name
    """The portal wants another one to be chosen first."""
    PASSWORD_REJECTED = "L06"  # noqa: S105  # a name
    """Refuses nothing: she types it again. For the journal."""
    CODE_REJECTED = "L07"
    """As above, with the code that came by mail."""

    BROWSER_MISSING = "B01"
    BROWSER_FAILED = "B02"
    WIPE_FAILED = "B03"

    TOO_SLOW = "K01"
    FAULT = "K02"

    @property
    def code(self) -> str:
        """What the help desk is told."""
        return self.value

    @property
    def word(self) -> str:
        """Its name as the journal writes it, beside the code."""
        return self.name.lower().replace("_", "-")
