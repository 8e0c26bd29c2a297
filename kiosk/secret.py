"""PINs, passwords, one-time codes and tokens on their way through the kiosk."""

from typing import NoReturn, Self, final

from devices.pin import is_pin


class SecretSpent(RuntimeError):
    """The secret was taken or wiped before."""


@final
class Secret:
    """Bytes that are used once and never shown, copied, pickled or compared by value.

    Two secrets are equal only if they are the same object, so that one can travel in the frozen
    events and effects of the flow without its value being compared or hashed.
    """

    __slots__ = ("__weakref__", "_buffer")

    _buffer: bytearray | None

    def __init__(self, value: bytearray) -> None:
        """Takes the buffer over: the caller keeps no other reference to it."""
        self._buffer = value

    @classmethod
    def typed(cls, text: str) -> Self:
        """From a text field, which cannot be wiped: keep it as short-lived as possible."""
        return cls(bytearray(text, "utf-8"))

    @property
    def spent(self) -> bool:
        return self._buffer is None

    def take(self) -> bytearray:
        """Hands the bytes over, once; the taker wipes them. Raises SecretSpent afterwards."""
        buffer, self._buffer = self._buffer, None
        if buffer is None:
            raise SecretSpent
        return buffer

    @property
    def length(self) -> int:
        """In bytes; 0 once spent."""
        return 0 if self._buffer is None else len(self._buffer)

    def is_pin(self) -> bool:
        """Whether a card would take it; False once spent."""
        return self._buffer is not None and is_pin(self._buffer)

    def wipe(self) -> None:
        """Overwrites the bytes. May be called at any time, twice, and after `take`."""
        buffer, self._buffer = self._buffer, None
        if buffer is not None:
            wipe(buffer)

    def __del__(self) -> None:
        # The buffer is missing if the constructor was given no value.
        if hasattr(self, "_buffer"):
            self.wipe()

    def __repr__(self) -> str:
        return "Secret(spent)" if self.spent else "Secret(****)"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        # pickle, copy, deepcopy and dataclasses.asdict all come through here.
        raise TypeError("a secret is not copied")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not copied")


def wipe(buffer: bytearray) -> None:
    """Overwrites a buffer in place, at its full length."""
    buffer[:] = bytes(len(buffer))
