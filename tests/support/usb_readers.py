"""Two virtual readers that pcscd takes for USB readers: they can be plugged and unplugged."""

import os
import random
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

VPCD = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SOURCES = Path(__file__).parent
READER_NAME = "Virtual PCD"

INFO = """<?xml version="1.0"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>driver.so</string>
<key>ifdVendorID</key><array><string>0x0001</string></array>
<key>ifdProductID</key><array><string>0x0001</string></array>
<key>ifdFriendlyName</key><array><string>{name}</string></array>
</dict></plist>
"""


class UsbSocket:
    """Where one reader can be plugged in; what plugs it in is a FIFO (pcscd_usb.c)."""

    def __init__(self, directory: Path, serial: str, port: int) -> None:
        self._device = directory / f"{serial}:{port}"

    def plug(self) -> None:
        os.mkfifo(self._device)

    def unplug(self) -> None:
        """Harmless when nothing is plugged in."""
        with suppress(FileNotFoundError):
            descriptor = os.open(self._device, os.O_RDWR)
            self._device.unlink()
            os.write(descriptor, b"!")
            os.close(descriptor)

    def card_moved(self, *, inserted: bool) -> None:
        """Has the reader look at its card; harmless when there is no reader or no pcscd."""
        with suppress(OSError):
            descriptor = os.open(self._device, os.O_WRONLY | os.O_NONBLOCK)
            os.write(descriptor, b"+" if inserted else b"-")
            os.close(descriptor)


def build(directory: Path) -> None:
    """Makes usb.so, to preload into pcscd, and drivers/, to be its /usr/lib/pcsc/drivers."""
    contents = directory / "drivers" / "virtual.bundle" / "Contents"
    (contents / "Linux").mkdir(parents=True)
    (contents / "Info.plist").write_text(INFO.format(name=READER_NAME))
    # A copy, since the directory it comes from is hidden by ours.
    shutil.copy(VPCD, directory / "vpcd.so")
    _compile(SOURCES / "pcscd_usb.c", directory / "usb.so")
    _compile(
        SOURCES / "pcscd_driver.c",
        contents / "Linux" / "driver.so",
        "-I/usr/include/PCSC",
        f'-DVPCD="{directory / "vpcd.so"}"',
    )


def _compile(source: Path, target: Path, *options: str) -> None:
    command = ["gcc", "-shared", "-fPIC", "-O1", *options, "-o", str(target), str(source)]
    subprocess.run(command, check=True)


def two_free_ports() -> tuple[int, int]:
    """Below the range that outgoing connections are given."""
    while True:
        port = random.randrange(20000, 32000, 2)
        try:
            for candidate in (port, port + 1):
                with socket.socket() as probe:
                    probe.bind(("0.0.0.0", candidate))
        except OSError:
            continue
        return port, port + 1
