"""A virtual CPS3 (IAS-ECC): OpenSC's driver "IAS/ECC CPx" takes it without any configuration.

It answers what the card answers as observed, and no more: DigestInfo signatures by INTERNAL
AUTHENTICATE after VERIFY. Unlike a real one it signs so with the signature key, too.
"""

from dataclasses import dataclass

from tests.support.cps3_files import Directory, FileSystem
from tests.support.cps3_security import CONDITIONS, OK, WRONG_DATA, Security

ATR = bytes.fromhex("3BAC00402A001225006480000310009000")
LONGEST_READ = 0xE7

NOT_FOUND = b"\x6a\x82"
WRONG_OFFSET = b"\x6b\x00"
NO_SUCH_INSTRUCTION = b"\x6d\x00"
NO_SUCH_CLASS = b"\x6e\x00"


@dataclass(frozen=True, slots=True)
class Command:
    """An APDU in parts. T=0 carries no Le beside data."""

    instruction: int
    p1: int
    p2: int
    data: bytes
    expected: int

    @classmethod
    def parse(cls, apdu: bytes) -> "Command":
        data = apdu[5 : 5 + apdu[4]] if len(apdu) > 5 else b""
        expected = apdu[4] if len(apdu) == 5 else 0
        return cls(apdu[1], apdu[2], apdu[3], data, expected or 256)


class Cps3Card:
    """Implements CardLogic of tests/support/vpcd.py."""

    def __init__(self, content: Directory, security: Security) -> None:
        self.atr = ATR
        self.security = security
        """For tests to look at: tries left, and whether the PIN is verified."""
        self._files = FileSystem(content)
        self._waiting = b""

    def power_on(self) -> None:
        self.reset()

    def reset(self) -> None:
        """All that a card keeps only while it has power is gone, the verified PIN above all."""
        self.security.reset()
        self._files.reset()
        self._waiting = b""

    def power_off(self) -> None:
        self.reset()

    def transmit(self, apdu: bytes) -> bytes:
        if len(apdu) < 4 or apdu[0] != 0:
            return NO_SUCH_CLASS
        command = Command.parse(apdu)
        if command.instruction == 0xC0:
            return self._get_response(command)
        self._waiting = b""
        match command.instruction, command.p1, command.p2:
            case 0xA4, _, _:
                return self._select(command)
            case 0xB0, _, _:
                return self._read_binary(command)
            case 0xCB, 0x3F, 0xFF:
                answer = self.security.describe(command.data)
                return WRONG_DATA if answer is None else self._announce(answer)
            case 0x20, 0x00, reference:
                return self.security.verify(reference, command.data)
            case 0x22, 0x41, 0xA4:
                return self.security.choose_key(command.data)
            case 0x88, 0x00, 0x00:
                signature, status = self.security.sign(command.data)
                return self._announce(signature) if signature else status
        return NO_SUCH_INSTRUCTION

    def _select(self, command: Command) -> bytes:
        by_name = command.p1 == 0x04
        select = self._files.by_name if by_name else self._files.by_path
        found = select(command.data)
        if found is None:
            return NOT_FOUND
        return OK if command.p2 == 0x0C else self._announce(found.fci)

    def _read_binary(self, command: Command) -> bytes:
        offset = command.p1 << 8 | command.p2
        if command.p1 & 0x80:
            self._files.by_short_identifier(command.p1 & 0x1F)
            offset = command.p2
        if self._files.file is None:
            return NOT_FOUND
        content = self._files.file.content
        if offset > len(content):
            return WRONG_OFFSET
        return content[offset : offset + min(command.expected, LONGEST_READ)] + OK

    def _announce(self, answer: bytes) -> bytes:
        """Under T=0 the answer to a command with data waits for GET RESPONSE."""
        self._waiting = answer
        return bytes([0x61, len(answer) if len(answer) < 256 else 0])

    def _get_response(self, command: Command) -> bytes:
        if not self._waiting:
            return CONDITIONS
        part = self._waiting[: command.expected]
        self._waiting = self._waiting[command.expected :]
        return part + (self._announce(self._waiting) if self._waiting else OK)
