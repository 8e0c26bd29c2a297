"""One doctor without a kiosk, timed by the same signals: the floors of a visit."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import bare_screens
from tests.bench.departure import Departure
from tests.bench.rig import Rig
from tests.bench.tape import Tape, words
from tests.bench.visit import BOXES, DIGIT_SECONDS
from tests.support.cps3_cards import PIN, cps3_card

EMPTY = words(bare_screens.EMPTY)


@dataclass(frozen=True, slots=True)
class BareVisit:
    """All in milliseconds."""

    boxes: float
    """From PC/SC's word of the card."""
    page: float
    """From the PIN."""
    welcome: float
    """From PC/SC's word of the removal."""
    processes_gone: float
    """From the signal that kills the browser."""


def screens(rig: Rig) -> Tape:
    """The small app that shows boxes, just started."""
    command = [sys.executable, "-m", "tests.bench.bare_screens"]
    return Tape(command, rig.stack.environment())


def bare_visit(rig: Rig, app: Tape) -> BareVisit:
    """Card in, PIN, page, card out."""
    app.mark()
    rig.portal.forget()
    rig.reader.insert(cps3_card())
    inserted = rig.witness.sees_insertion()
    boxes = app.until(BOXES)
    app.shows(BOXES)
    with _sign_in(rig) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        browser, profile = process.stdout.readline().decode().split(maxsplit=1)
        time.sleep(DIGIT_SECONDS * (len(PIN) + 1))
        entered = time.monotonic()
        process.stdin.write(PIN)
        process.stdin.flush()
        page = rig.portal.page_loaded()

        departure = Departure(Path(profile.strip()))
        app.mark()
        rig.reader.remove()
        removed = rig.witness.sees_removal()
        welcome = app.until(EMPTY)
        killed = time.monotonic()
        os.killpg(int(browser), signal.SIGKILL)
        departure.processes_over()
        process.wait()
    # Nobody logs out here.
    rig.portal.site.sessions.clear()
    return BareVisit(
        boxes=(boxes - inserted) * 1000,
        page=(page - entered) * 1000,
        welcome=(welcome - removed) * 1000,
        processes_gone=(departure.processes_gone - killed) * 1000,
    )


def _sign_in(rig: Rig) -> subprocess.Popen[bytes]:
    stack = rig.stack
    arguments = (stack.module, rig.portal.login_port(), rig.portal.ca_file, stack.runtime)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare_sign_in", *map(str, arguments)],
        env=stack.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
