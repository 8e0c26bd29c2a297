"""A private PC/SC daemon with two virtual readers, for tests. It disturbs no other."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.vpcd import VirtualReader
from tests.support.waiting import wait_for

DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
NAMES = ("Virtual PCD 00 00", "Virtual PCD 00 01")

# The socket's directory is compiled into pcscd, so it gets a /run of its own. It dies with us.
START = """
mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd &&
exec setpriv --pdeathsig KILL pcscd --foreground --info --config "$2"
"""


class PcscService:
    """pcscd in a mount namespace; clients reach it by `environ`.

    libpcsclite reads PCSCLITE_CSOCK_NAME once per process: within one process there can be only
    one socket path, hence the directory given.
    """

    def __init__(self, directory: Path) -> None:
        self.socket = directory / "run" / "pcscd.comm"
        self.log = directory / "pcscd.log"
        self.environ = {"PCSCLITE_CSOCK_NAME": str(self.socket)}
        self._configuration = directory / "readers"
        self._process: subprocess.Popen[bytes] | None = None
        self.socket.parent.mkdir(exist_ok=True)
        self._configuration.mkdir(exist_ok=True)
        port = _two_free_ports()
        self.readers = (VirtualReader(port), VirtualReader(port + 1))
        (self._configuration / "vpcd").write_text(
            f'FRIENDLYNAME "Virtual PCD"\n'
            f"DEVICENAME /dev/null:{port:#x}\n"
            f"LIBPATH {DRIVER}\n"
            f"CHANNELID {port:#x}\n"
        )

    def start(self) -> None:
        """Returns when pcscd listens and has both readers."""
        assert self._process is None, "already started"
        namespace = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-Urm"]
        command = ["sh", "-c", START, "pcscd", str(self.socket.parent), str(self._configuration)]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [*namespace, *command], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        wait_for(lambda: self._ended() or "daemon ready" in self.log.read_text(errors="replace"))
        assert not self._ended(), self.log.read_text(errors="replace")

    def stop(self) -> None:
        """Ends it in good order; harmless when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a crash does. Socket and pid file are cleared away so that it can start again."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()

    def suspend(self) -> None:
        """pcscd hangs: it accepts connections but answers nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

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


def _two_free_ports() -> int:
    """The first of two neighbours, below the range outgoing connections are given."""
    while True:
        port = random.randrange(20000, 32000, 2)
        try:
            for candidate in (port, port + 1):
                with socket.socket() as probe:
                    probe.bind(("0.0.0.0", candidate))
        except OSError:
            continue
        return port


@pytest.fixture(scope="session")
def pcsc_directory() -> Iterator[Path]:
    """Short, since a socket path holds 107 bytes at most."""
    directory = Path(tempfile.mkdtemp(prefix="pcsc-"))
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def pcsc(pcsc_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PcscService]:
    """A running service, empty readers, and an environment in which pyscard finds it."""
    service = PcscService(pcsc_directory)
    for name, value in service.environ.items():
        monkeypatch.setenv(name, value)
    try:
        service.start()
        yield service
    finally:
        for reader in service.readers:
            reader.remove()
        service.stop()
