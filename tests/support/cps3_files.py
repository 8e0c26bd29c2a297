"""The file system of a virtual CPS3: selection by full path, identifier or name (ISO 7816-4)."""

from dataclasses import dataclass, field

from tests.support.tlv import tlv

MASTER_FILE = 0x3F00

# Access conditions in every FCI, without which OpenSC refuses a file: read and list free, no more.
_ALWAYS_READ = tlv(0x8C, bytes.fromhex("7B FFFFFFFFFF 00"))


@dataclass(frozen=True, slots=True)
class File:
    """An elementary file."""

    identifier: int
    content: bytes
    short: int = 0
    """Short identifier, for READ BINARY without a SELECT; 0 for none."""

    @property
    def fci(self) -> bytes:
        return tlv(
            0x62,
            tlv(0x80, len(self.content).to_bytes(2)),
            tlv(0x82, b"\x01"),
            tlv(0x83, self.identifier.to_bytes(2)),
            tlv(0x8A, b"\x05"),
            tlv(0xA1, _ALWAYS_READ),
        )


@dataclass(frozen=True, slots=True)
class Directory:
    """A dedicated file; the master file is one."""

    identifier: int
    files: tuple["File | Directory", ...]
    name: bytes = b""

    @property
    def fci(self) -> bytes:
        return tlv(
            0x62,
            tlv(0x82, b"\x38"),
            tlv(0x83, self.identifier.to_bytes(2)),
            *([tlv(0x84, self.name)] if self.name else []),
            tlv(0x8A, b"\x05"),
            tlv(0xA1, _ALWAYS_READ),
        )

    def child(self, identifier: int) -> "File | Directory | None":
        return next((file for file in self.files if file.identifier == identifier), None)


@dataclass(slots=True)
class FileSystem:
    """A tree and where the card stands in it."""

    root: Directory
    directory: Directory = field(init=False)
    file: File | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.directory = self.root

    def reset(self) -> None:
        self.directory, self.file = self.root, None

    def by_path(self, path: bytes) -> File | Directory | None:
        """From the master file when the path begins with it, else from the current directory."""
        steps = [int.from_bytes(path[i : i + 2]) for i in range(0, len(path), 2)]
        found: File | Directory | None = self.directory
        if steps and steps[0] == MASTER_FILE:
            found, steps = self.root, steps[1:]
        for step in steps:
            found = found.child(step) if isinstance(found, Directory) else None
        return self._stand(found)

    def by_name(self, name: bytes) -> File | Directory | None:
        named = (item for item in self.root.files if isinstance(item, Directory))
        return self._stand(next((item for item in named if item.name == name), None))

    def by_short_identifier(self, short: int) -> File | None:
        """Selects, too, as READ BINARY with a short identifier does."""
        files = (item for item in self.root.files if isinstance(item, File))
        found = next((item for item in files if item.short == short), None)
        self._stand(found)
        return found

    def _stand(self, found: File | Directory | None) -> File | Directory | None:
        if isinstance(found, Directory):
            self.directory, self.file = found, None
        elif found is not None:
            self.file = found
        return found
