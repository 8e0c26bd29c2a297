"""What hands can do in the demo: move cards and cables, answer a phone, read mail."""

from collections.abc import Callable
from dataclasses import dataclass

from devices.simulated import SimulatedReaders
from kiosk.demo.doctors import MARTIN, PETIT
from kiosk.demo.portal.gestures import Gesture
from kiosk.i18n import _
from screens.offer import FORGOTTEN_KEY, RESEND_KEY

CARD = _("Card")
PLACE = _("Computer")
PHONE = _("Phone")
NUMBERS = _("Numbers")
ACCOUNT = _("Account")
MAIL = _("Mail")


@dataclass(frozen=True, slots=True)
class Move:
    """One key of the simulator bar."""

    key: str
    """Textual's name of the key."""
    cap: str
    label: str
    act: Callable[[SimulatedReaders], None]
    facts: tuple[tuple[str, str], ...] = ()
    """What stands in the label."""
    undo: str = ""
    """The label once it is done, for what one does and undoes."""
    done: Callable[[SimulatedReaders], bool] = lambda _readers: False


@dataclass(frozen=True, slots=True)
class PhoneMove:
    """One key for the phone, while something waits on it."""

    key: str
    cap: str
    label: str
    gesture: Gesture


def _insert(card: str) -> Callable[[SimulatedReaders], None]:
    return lambda readers: readers.insert(card)


def _cable(readers: SimulatedReaders) -> None:
    (readers.unplug if readers.plugged else readers.plug)()


def _service(readers: SimulatedReaders) -> None:
    (readers.stop_service if readers.service_runs else readers.start_service)()


INSERT_MARTIN = Move(
    "f2",
    "F2",
    _("Dr {name}, code {pin}"),
    _insert("dr-martin"),
    facts=(("name", MARTIN.family_name), ("pin", MARTIN.pin)),
)
INSERT_PETIT = Move(
    "f3",
    "F3",
    _("Dr {name}, last try, code {pin}"),
    _insert("dr-petit-last-try"),
    facts=(("name", PETIT.family_name), ("pin", PETIT.pin)),
)
PULL = Move("f8", "F8", _("pull the card"), SimulatedReaders.pull)

ROWS: tuple[tuple[str, tuple[Move, ...]], ...] = (
    (
        CARD,
        (
            INSERT_MARTIN,
            INSERT_PETIT,
        ),
    ),
    (
        "",
        (
            Move("f4", "F4", _("expired"), _insert("dr-moreau-expired")),
            Move("f5", "F5", _("locked"), _insert("dr-durand-locked")),
            Move("f6", "F6", _("Vitale"), _insert("vitale")),
            Move("f7", "F7", _("upside down"), _insert("upside-down")),
            PULL,
        ),
    ),
    (
        PLACE,
        (
            Move(
                "f9",
                "F9",
                _("unplug the reader"),
                _cable,
                undo=_("plug the reader in"),
                done=lambda readers: not readers.plugged,
            ),
            # F10 and F11 belong to most terminals.
            Move(
                "f12",
                "F12",
                _("stop PC/SC"),
                _service,
                undo=_("start PC/SC"),
                done=lambda readers: not readers.service_runs,
            ),
        ),
    ),
)
"""The bar, line by line; an empty title continues the line above."""

MOVES = {move.key: move for _title, moves in ROWS for move in moves}

APPROVE = PhoneMove("ctrl+a", "Ctrl+A", _("approve"), Gesture.APPROVE)

EXPIRE = PhoneMove("ctrl+e", "Ctrl+E", _("let it expire"), Gesture.EXPIRE)
"""The mailed code as well."""

PHONE_MOVES = (
    APPROVE,
    PhoneMove("ctrl+r", "Ctrl+R", _("refuse"), Gesture.REFUSE),
    EXPIRE,
)
"""The F keys are taken, or belong to terminals, or to the kiosk's own pages."""

READ_KEY, READ_CAP, READ = "ctrl+l", "Ctrl+L", _("read it")
PASTE_KEY, PASTE_CAP, PASTE = "ctrl+y", "Ctrl+Y", _("paste it")
"""Not Ctrl+V: some terminals paste by that, and what they like."""

KIOSKS_OWN = frozenset({FORGOTTEN_KEY, RESEND_KEY})
"""F keys of the simulator that the kiosk itself needs while a doctor signs in by mail."""

CARDS = ("dr-martin", "dr-petit-last-try", "dr-moreau-expired", "dr-durand-locked")
"""Those with a certificate, to be made before anybody waits for them."""

QUIT_KEY = "ctrl+q"
QUIT_CAP = "Ctrl+Q"
QUIT = _("quit")
