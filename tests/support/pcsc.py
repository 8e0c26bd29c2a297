"""A private PC/SC daemon with two virtual readers, for tests. It disturbs no other."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.usb_readers import READER_NAME, UsbSocket, build, two_free_ports
from tests.support.vpcd import VirtualReader
from tests.support.waiting import wait_for

# The places of socket and drivers are compiled into pcscd, so it gets its own view of both.
# It dies with the thread that started it.
START = """
mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind "$1/run" /run/pcscd &&
mount --bind "$1/drivers" /usr/lib/pcsc/drivers &&
case "$(pcscd --help)" in *disable-polkit*) set -- "$1" --disable-polkit ;; esac &&
VIRTUAL_USB="$1/usb" LD_PRELOAD="$1/usb.so" \\
exec setpriv --pdeathsig KILL pcscd --foreground --info --config "$1/serial" $2
"""


class PcscService:
    """pcscd in a mount namespace; clients reach it by `environ`.

    libpcsclite reads PCSCLITE_CSOCK_NAME once per process: within one process there can be only
    one socket path, hence the directory given, which build() has prepared.
    """

    def __init__(self, directory: Path) -> None:
        self.socket = directory / "run" / "pcscd.comm"
        self.log = directory / "pcscd.log"
        self.environ = {"PCSCLITE_CSOCK_NAME": str(self.socket)}
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("run", "usb", "serial"):
            (directory / name).mkdir(exist_ok=True)
        ports = two_free_ports()
        self._sockets = tuple(
            UsbSocket(directory / "usb", serial, port)
            for serial, port in zip(("left", "right"), ports, strict=True)
        )
        self.readers = (
            VirtualReader(f"{READER_NAME} (left) 00 00", ports[0], self._sockets[0].card_moved),
            VirtualReader(f"{READER_NAME} (right) 01 00", ports[1], self._sockets[1].card_moved),
        )

    def attach_reader(self, index: int) -> None:
        """Plugs one of `readers` in. pcscd puts the lowest free number into its name."""
        self._sockets[index].plug()

    def detach_reader(self, index: int) -> None:
        """Unplugs it, with its card if there is one; harmless when it is not plugged in."""
        self._sockets[index].unplug()

    def start(self) -> None:
        """Returns when pcscd listens and has the readers plugged in by then."""
        assert self._process is None, "already started"
        namespace = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-Urm"]
        command = ["sh", "-c", START, "pcscd", str(self._directory)]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [*namespace, *command], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        wait_for(lambda: self._ended() or "daemon ready" in self.log.read_text(errors="replace"))
        # It says so some milliseconds before it listens.
        wait_for(lambda: self._ended() or self._listens())
        assert not self._ended(), self.log.read_text(errors="replace")

    def stop(self) -> None:
        """Ends it in good order; harmless when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a crash does. Socket and pid file are cleared away so that it can start again."""
        self._end(signal.SIGKILL)

    def suspend(self) -> None:
        """pcscd hangs: it accepts connections but answers nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket)) == 0

    def _ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None, "not started"
        self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._signal(number)
        self._signal(signal.SIGCONT)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        self.socket.unlink(missing_ok=True)
        self.socket.with_suffix(".pid").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def pcsc_directory() -> Iterator[Path]:
    """Short, since a socket path holds 107 bytes at most."""
    directory = Path(tempfile.mkdtemp(prefix="pcsc-"))
    build(directory)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def pcsc(pcsc_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PcscService]:
    """A running service with two empty readers, and an environment in which pyscard finds it."""
    service = PcscService(pcsc_directory)
    for name, value in service.environ.items():
        monkeypatch.setenv(name, value)
    try:
        service.attach_reader(0)
        service.attach_reader(1)
        service.start()
        yield service
    finally:
        for index, reader in enumerate(service.readers):
            reader.remove()
            service.detach_reader(index)
        service.stop()
