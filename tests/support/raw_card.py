"""Another program at the same reader, which speaks to the card in APDUs, past any module."""

from collections.abc import Iterator
from contextlib import contextmanager

from smartcard import scard

SIGN_WITH_AUTHENTICATION_KEY = (
    bytes.fromhex("00A40904043F000001"),
    bytes.fromhex("002241A406840182800102"),
    bytes.fromhex("0088000033") + bytes(51),
)
SECURITY_STATUS_NOT_SATISFIED = b"\x69\x82"
SHARED, EXCLUSIVE = scard.SCARD_SHARE_SHARED, scard.SCARD_SHARE_EXCLUSIVE


class RawCard:
    """A connection to a card under T=0."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def send(self, *apdus: bytes) -> bytes:
        """The answer to the last one."""
        answer: list[int] = []
        for apdu in apdus:
            code, answer = scard.SCardTransmit(self._handle, scard.SCARD_PCI_T0, list(apdu))
            assert code == scard.SCARD_S_SUCCESS, scard.SCardGetErrorMessage(code)
        return bytes(answer)

    def reset(self) -> None:
        code, _ = scard.SCardReconnect(
            self._handle, SHARED, scard.SCARD_PROTOCOL_T0, scard.SCARD_RESET_CARD
        )
        assert code == scard.SCARD_S_SUCCESS, scard.SCardGetErrorMessage(code)


@contextmanager
def raw_card(reader: str, share: int = SHARED) -> Iterator[RawCard]:
    """Leaves the card as it is in the end."""
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    assert code == scard.SCARD_S_SUCCESS
    try:
        code, handle, _ = scard.SCardConnect(context, reader, share, scard.SCARD_PROTOCOL_T0)
        assert code == scard.SCARD_S_SUCCESS, scard.SCardGetErrorMessage(code)
        yield RawCard(handle)
        scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
    finally:
        scard.SCardReleaseContext(context)
