"""What devices may refuse, as data. Sentences for people are not made here.

DeviceError
├── CardError
│   ├── CardGone               pulled, reset or swapped while in use
│   ├── CardBusy               another program holds it exclusively
│   ├── CardUnreadable         the module knows it, but reading it failed
│   ├── CertificateMissing     no authentication certificate, or no key for it
│   ├── PinIncorrect           carries the tries left
│   ├── PinLocked
│   ├── LastTryAhead           a last try that nobody allowed: the PIN was not presented
│   ├── ModuleMissing          no PKCS#11 module at the configured path
│   ├── ModuleCrashed          the worker died in it
│   └── ModuleHung             the worker was killed after its time limit
├── CardTlsError
│   └── CardTlsUnavailable     stunnel or its engine missing, or it did not start
└── BrowserError
    ├── BrowserMissing         no such command
    └── BrowserFailed          died, or did not answer, while starting or opening a page
        └── PageFailed(fault)  the browser works, and the site did not give the page
"""

from enum import StrEnum

from devices.pin import PinTries


class DeviceError(Exception):
    """Base of all; its text is for the log and holds no secret."""


class CardError(DeviceError):
    """Something about the card or its middleware."""


class CardGone(CardError):
    """The card was pulled, reset or swapped while in use."""


class CardBusy(CardError):
    """Another program holds the card exclusively."""


class CardUnreadable(CardError):
    """The card is present but could not be read."""


class CertificateMissing(CardError):
    """The card has no authentication certificate, or no key that belongs to it."""


class PinIncorrect(CardError):
    """The card refused the PIN."""

    def __init__(self, tries: PinTries) -> None:
        super().__init__(f"{tries.name} left")
        self.tries = tries


class PinLocked(CardError):
    """The card accepts no PIN any more."""


class LastTryAhead(CardError):
    """The card would take one more wrong PIN only, so that this one was not presented."""


class ModuleMissing(CardError):
    """There is no loadable PKCS#11 module at the configured path."""


class ModuleCrashed(CardError):
    """The PKCS#11 module took its process down."""


class ModuleHung(CardError):
    """The PKCS#11 module did not answer within its time limit."""


class CardTlsError(DeviceError):
    """Something about TLS with the card's key."""


class CardTlsUnavailable(CardTlsError):
    """stunnel or its PKCS#11 engine is missing, or did not start."""


class BrowserError(DeviceError):
    """Something about the browser."""


class BrowserMissing(BrowserError):
    """The configured command does not exist."""


class BrowserFailed(BrowserError):
    """The browser died or did not answer while starting or opening a page."""


class PageFault(StrEnum):
    """Why a site did not give a page."""

    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    """Its TLS certificate."""
    SLOW = "slow"
    BROKEN = "broken"
    """HTTP status 5xx."""
    REFUSED = "refused"
    """HTTP status 4xx."""
    OFF_LIMITS = "off-limits"
    REDIRECTS = "redirects"
    """Without end."""
    UNCLEAR = "unclear"
    """No page at all: a download, or nothing."""


class PageFailed(BrowserFailed):
    """The browser works, and the site did not give the page."""

    def __init__(self, fault: PageFault, found: str) -> None:
        super().__init__(f"the page did not open: {found}")
        self.fault = fault
