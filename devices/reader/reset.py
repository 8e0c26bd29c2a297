"""Resets a card, so that nobody can use the PIN that was verified on it."""

from devices.reader.pcsc import PcscCode, PcscContext, PcscError

GONE = {
    PcscCode.NO_SMARTCARD,
    PcscCode.REMOVED_CARD,
    PcscCode.UNPOWERED_CARD,
    PcscCode.UNRESPONSIVE_CARD,
    PcscCode.UNKNOWN_READER,
    PcscCode.READER_UNAVAILABLE,
    PcscCode.NO_READERS_AVAILABLE,
}
"""There is no card any more, or it has no power: it remembers no PIN."""


def reset_card(reader: str) -> None:
    """Takes about a millisecond and the card's own time to reset. Blocks.

    Nothing else does it in time: pcsc-lite 1.9.9 leaves the card as it is when the program that
    verified the PIN disconnects or is killed, and powers it down only after 5 to 10 s in which
    nobody uses it (measured). C_Logout does not take the PIN back either.

    The counter of movements stays as it is and the card never reads as absent (measured), so the
    watcher reports no removal. Programs that still hold the card get SCARD_W_RESET_CARD.

    Harmless when card or reader are gone. Waits for the end of another program's transaction.
    Raises PcscError when the PIN may still be usable: SHARING_VIOLATION while another program holds
    the card for itself alone, NO_SERVICE without a service.
    """
    context = PcscContext()
    try:
        context.reset_card(reader)
    except PcscError as error:
        if error.code not in GONE:
            raise
    finally:
        context.release()
