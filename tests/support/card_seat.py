"""The card's side of the vpcd protocol, by which a card talks to a virtual reader.

The card is a TCP client of the reader driver (vsmartcard's libifdvpcd). Frames are a two-byte
big-endian length and a payload. A payload of one byte is an order, of which only GET_ATR is
answered; anything longer is an APDU, answered with data and status word. Connecting is inserting,
closing is pulling out.
"""

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from typing import Protocol

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


class Moved(Protocol):
    """Told after each insertion and each removal."""

    def __call__(self, *, inserted: bool) -> None: ...


class CardSeat(threading.Thread):
    """One stay of one card in a reader; it lasts while pcscd dies and comes back."""

    def __init__(
        self,
        card: CardLogic,
        port: int,
        answer: Callable[[CardLogic, bytes], bytes | None],
        moved: Moved,
    ) -> None:
        """`answer` is asked for each APDU, and returns None to pull the card out instead."""
        super().__init__(name=f"card-in-{port}", daemon=True)
        self.left = threading.Event()
        self.settled = threading.Event()
        """Connected once, or found no daemon to connect to."""
        self._card = card
        self._port = port
        self._answer = answer
        self._moved = moved
        self._socket: socket.socket | None = None

    def leave(self) -> None:
        """Pulls the card out; the thread ends soon after."""
        self.left.set()
        if (connection := self._socket) is not None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def run(self) -> None:
        try:
            while not self.left.is_set():
                with suppress(ConnectionError):
                    self._stay()
                self.settled.set()
                self.left.wait(RECONNECT_SECONDS)
        finally:
            self.left.set()
            self.settled.set()

    def _stay(self) -> None:
        with socket.create_connection(("127.0.0.1", self._port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = connection
            self._moved(inserted=True)
            self.settled.set()
            with suppress(ConnectionError):
                self._serve(connection)
        self._moved(inserted=False)

    def _serve(self, connection: socket.socket) -> None:
        while not self.left.is_set() and (frame := _receive(connection)) is not None:
            answer = self._obey(frame)
            if answer is not None:
                connection.sendall(struct.pack(">H", len(answer)) + answer)

    def _obey(self, frame: bytes) -> bytes | None:
        if len(frame) != 1:
            answer = self._answer(self._card, frame)
            if answer is None:
                self.left.set()
            return answer
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
