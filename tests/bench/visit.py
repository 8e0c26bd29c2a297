"""One doctor at the real kiosk, timed from outside."""

import re
import time
from dataclasses import dataclass

from devices.private_dir import Purpose
from tests.bench.departure import Departure
from tests.bench.rig import WELCOME, Rig
from tests.bench.tape import Tape, words
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.terminal import ENTER
from tests.support.waiting import wait_for

BOXES = re.compile(r"(?:[╰┗][─━]+[╯┛]\s*){4}")
"""The lower edges of the four boxes."""
NAME = words("VALBRUNE")
HEADING = words("Espace de Agathe VALBRUNE-ESSAI")
DIGIT_SECONDS = 0.3
"""A doctor takes about so long for each digit; the browser gets warm meanwhile."""


@dataclass(frozen=True, slots=True)
class Visit:
    """All in milliseconds."""

    boxes: float
    """From PC/SC's word of the card."""
    name: float
    page: float
    """From Enter."""
    screen: float
    """From Enter, until the kiosk's own screen shows what the browser displays."""
    welcome: float
    """From PC/SC's word of the removal, as are the following."""
    processes_gone: float
    files_gone: float


def visit(rig: Rig, kiosk: Tape) -> Visit:
    """Card in, PIN, page, card out, until nothing is left."""
    kiosk.mark()
    rig.portal.forget()
    rig.reader.insert(cps3_card())
    inserted = rig.witness.sees_insertion()
    boxes = kiosk.until(BOXES)
    kiosk.shows(BOXES)
    name = kiosk.until(NAME)
    entered = type_pin(kiosk)
    page = rig.portal.page_loaded()
    screen = kiosk.until(HEADING)
    kiosk.shows(HEADING)

    (profile,) = rig.stack.runtime.glob(f"{Purpose.BROWSER}*")
    departure = Departure(profile)
    kiosk.mark()
    rig.reader.remove()
    removed = rig.witness.sees_removal()
    welcome = kiosk.until(WELCOME)
    departure.over()
    kiosk.shows(WELCOME)
    _logged_out(rig)
    return Visit(
        boxes=(boxes - inserted) * 1000,
        name=(name - inserted) * 1000,
        page=(page - entered) * 1000,
        screen=(screen - entered) * 1000,
        welcome=(welcome - removed) * 1000,
        processes_gone=(departure.processes_gone - removed) * 1000,
        files_gone=(departure.files_gone - removed) * 1000,
    )


def type_pin(kiosk: Tape) -> float:
    """As fast as a person; the moment of Enter."""
    for digit in PIN.decode():
        time.sleep(DIGIT_SECONDS)
        kiosk.type(digit)
    time.sleep(DIGIT_SECONDS)
    return kiosk.type(ENTER)


def _logged_out(rig: Rig) -> None:
    """The end of a visit must not disturb the next one."""
    wait_for(lambda: not rig.portal.site.signed_in)
    wait_for(lambda: not rig.stack.left_on_disk())
