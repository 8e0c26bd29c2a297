"""A card in a virtual reader: the card's side of the vpcd protocol.

The card is a TCP client of the reader driver (vsmartcard's libifdvpcd). Frames are a two-byte
big-endian length and a payload. A payload of one byte is an order, of which only GET_ATR is
answered; anything longer is an APDU, answered with data and status word.
Connecting is inserting, closing is pulling out.
"""

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from tests.support.waiting import wait_for

RECONNECT_SECONDS = 0.02


class Order(IntEnum):
    """Payloads of one byte."""

    POWER_OFF = 0
    POWER_ON = 1
    RESET = 2
    GET_ATR = 4


class CardLogic(Protocol):
    """What a card does, whatever reader it lies in."""

    atr: bytes

    def power_on(self) -> None: ...

    def reset(self) -> None: ...

    def power_off(self) -> None: ...

    def transmit(self, apdu: bytes) -> bytes:
        """The answer: data and status word."""


class SilentCard:
    """A card known by its ATR alone: it refuses every command (6D 00)."""

    def __init__(self, atr: bytes) -> None:
        self.atr = atr
        self.resets = 0

    def power_on(self) -> None: ...

    def reset(self) -> None:
        self.resets += 1

    def power_off(self) -> None: ...

    def transmit(self, apdu: bytes) -> bytes:  # noqa: ARG002
        return b"\x6d\x00"


class MuteCard(SilentCard):
    """A card put in upside down: pcscd reports SCARD_STATE_MUTE.

    Its ATR has 34 bytes, one more than any ATR may have: the driver still finds a card present but
    fails to power it. No answer at all, or an empty one, would count as pulled out.
    """

    def __init__(self) -> None:
        super().__init__(bytes(34))


@dataclass(frozen=True, slots=True)
class Exchange:
    """One APDU and its answer."""

    apdu: bytes
    answer: bytes


class VirtualReader:
    """A card put in stays in while pcscd dies and comes back, or the reader is unplugged."""

    def __init__(self, name: str, port: int, moved: Callable[[], None]) -> None:
        self.name = name
        """What PC/SC calls it."""
        self.port = port
        self.delay = 0.0
        """Seconds each APDU takes; 0.02 is a slow real card."""
        self.remove_at: Callable[[bytes], bool] | None = None
        """The card is pulled out instead of answering the first APDU for which this holds."""
        self.exchanges: list[Exchange] = []
        """Every APDU answered so far, over all cards."""
        self._moved = moved
        self._seat: _Seat | None = None

    @property
    def inserted(self) -> bool:
        return self._seat is not None and not self._seat.left.is_set()

    def insert(self, card: CardLogic) -> None:
        """Returns when the card lies at the contacts; pcscd notices a few milliseconds later."""
        assert not self.inserted, "there is a card in this reader"
        self._seat = _Seat(self, card, self._moved)
        self._seat.start()
        wait_for(self._seat.settled.is_set)

    def remove(self) -> None:
        """Pulls the card out; harmless when there is none."""
        seat, self._seat = self._seat, None
        if seat is not None:
            seat.leave()
            seat.join(10)

    def swap(self, card: CardLogic) -> None:
        """Pulls the card and puts another one in, as fast as can be."""
        self.remove()
        self.insert(card)


class _Seat(threading.Thread):
    """One stay of one card in a reader."""

    def __init__(self, reader: VirtualReader, card: CardLogic, moved: Callable[[], None]) -> None:
        super().__init__(name=f"card-in-{reader.port}", daemon=True)
        self.left = threading.Event()
        self.settled = threading.Event()
        """Connected once, or found no daemon to connect to."""
        self._reader = reader
        self._card = card
        self._moved = moved
        self._socket: socket.socket | None = None

    def leave(self) -> None:
        self.left.set()
        if (connection := self._socket) is not None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def run(self) -> None:
        try:
            while not self.left.is_set():
                with suppress(ConnectionError):
                    self._stay()
                    self._moved()
                self.settled.set()
                self.left.wait(RECONNECT_SECONDS)
        finally:
            self.left.set()
            self.settled.set()

    def _stay(self) -> None:
        with socket.create_connection(("127.0.0.1", self._reader.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = connection
            if self.left.is_set():
                return
            self._moved()
            self.settled.set()
            try:
                while (frame := _receive(connection)) is not None:
                    answer = self._obey(frame)
                    if self.left.is_set():
                        return
                    if answer is not None:
                        connection.sendall(struct.pack(">H", len(answer)) + answer)
            finally:
                self._socket = None

    def _obey(self, frame: bytes) -> bytes | None:
        if len(frame) != 1:
            return self._transmit(frame)
        match frame[0]:
            case Order.POWER_OFF:
                self._card.power_off()
            case Order.POWER_ON:
                self._card.power_on()
            case Order.RESET:
                self._card.reset()
            case Order.GET_ATR:
                return self._card.atr
        return None

    def _transmit(self, apdu: bytes) -> bytes | None:
        reader = self._reader
        if reader.remove_at is not None and reader.remove_at(apdu):
            self.left.set()
            return None
        self.left.wait(reader.delay)
        answer = self._card.transmit(apdu)
        reader.exchanges.append(Exchange(apdu, answer))
        return answer


def _receive(connection: socket.socket) -> bytes | None:
    """One frame; None when the reader hung up."""
    header = _read(connection, 2)
    return None if header is None else _read(connection, struct.unpack(">H", header)[0])


def _read(connection: socket.socket, size: int) -> bytes | None:
    """Exactly so many bytes. Without quick acknowledgements each APDU costs 44 ms (measured)."""
    data = b""
    while len(data) < size:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        chunk = connection.recv(size - len(data))
        if not chunk:
            return None
        data += chunk
    return data
