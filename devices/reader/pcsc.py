"""PC/SC as this kiosk uses it: a thin, typed layer over smartcard.scard.

Behaviour said to be measured was seen with pcsc-lite 1.9.9.
"""

from collections.abc import Sequence
from enum import IntEnum

from smartcard import scard

from devices.errors import DeviceError
from devices.reader.look import ReaderLook

__all__ = ["MAX_READERS", "PcscCode", "PcscContext", "PcscError", "ReaderLook"]

_READER_LIST = "\\\\?PnP?\\Notification"

MAX_READERS = 15
"""A wait takes 16 names at most, and one of them stands for the list of readers."""


class PcscCode(IntEnum):
    """The refusals that somebody here acts upon, or would like to read in a log."""

    CANCELLED = 0x80100002
    INVALID_HANDLE = 0x80100003
    UNKNOWN_READER = 0x80100009
    TIMEOUT = 0x8010000A
    SHARING_VIOLATION = 0x8010000B
    NO_SMARTCARD = 0x8010000C
    COMM_ERROR = 0x80100013
    NOT_TRANSACTED = 0x80100016
    READER_UNAVAILABLE = 0x80100017
    NO_SERVICE = 0x8010001D
    SERVICE_STOPPED = 0x8010001E
    NO_READERS_AVAILABLE = 0x8010002E
    UNRESPONSIVE_CARD = 0x80100066
    UNPOWERED_CARD = 0x80100067
    REMOVED_CARD = 0x80100069


class PcscError(DeviceError):
    """PC/SC refused a call."""

    def __init__(self, code: int) -> None:
        name = PcscCode(code).name if code in list(PcscCode) else "unexpected"
        super().__init__(f"PC/SC: {name} ({code:#010x})")
        self.code = code


class PcscContext:
    """A connection to the service. Raises PcscError when there is none.

    It does not survive the service: once that was away every call keeps failing, though
    SCardIsValidContext says otherwise (measured). Make a new one.
    """

    def __init__(self) -> None:
        code, self._handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _check(code)

    def readers(self) -> list[str]:
        """Names of the readers plugged in, MAX_READERS of them at most."""
        code, names = scard.SCardListReaders(self._handle, [])
        if _unsigned(code) == PcscCode.NO_READERS_AVAILABLE:
            return []
        _check(code)
        return list(names[:MAX_READERS])

    def look(self, readers: Sequence[str]) -> list[ReaderLook]:
        """How the readers are now. Raises PcscError UNKNOWN_READER when one has just left."""
        return self._status(0, [(name, scard.SCARD_STATE_UNAWARE) for name in readers])

    def wait(self, looks: Sequence[ReaderLook], seconds: float) -> list[ReaderLook]:
        """How these readers are once one differs, a reader comes or goes, or time is up.

        Returns too when somebody begins or ends to use a card. Raises PcscError CANCELLED after
        cancel(), and UNKNOWN_READER when a reader left before the wait began. What it does not see:
        a reader that came between the looks and the wait, and a card swapped in that time if the
        look's counter was 0.
        """
        expected = [(look.reader, look.expected) for look in looks]
        expected.append((_READER_LIST, scard.SCARD_STATE_UNAWARE))
        return self._status(round(seconds * 1000), expected)

    def _status(self, milliseconds: int, expected: list[tuple[str, int]]) -> list[ReaderLook]:
        code, states = scard.SCardGetStatusChange(self._handle, milliseconds, expected)
        if _unsigned(code) != PcscCode.TIMEOUT:
            _check(code)
        return [
            ReaderLook(name, state & ~scard.SCARD_STATE_CHANGED, bytes(atr))
            for name, state, atr in states
            if name != _READER_LIST
        ]

    def cancel(self) -> None:
        """Ends the wait of another thread. Lost, without error, if that has not begun (measured).

        Blocks while the service is hung.
        """
        scard.SCardCancel(self._handle)

    def release(self) -> None:
        """Never raises."""
        scard.SCardReleaseContext(self._handle)

    def reset_card(self, reader: str) -> None:
        """Makes the card forget everything since it was put in; see devices/reader/reset.py."""
        code, card, _ = scard.SCardConnect(
            self._handle,
            reader,
            scard.SCARD_SHARE_SHARED,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
        )
        _check(code)
        _check(scard.SCardDisconnect(card, scard.SCARD_RESET_CARD))


def _unsigned(code: int) -> int:
    return code & 0xFFFFFFFF


def _check(code: int) -> None:
    if code != scard.SCARD_S_SUCCESS:
        raise PcscError(_unsigned(code))
