"""The simulator bar: below every screen of the demo, and visibly no part of the kiosk."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from devices.simulated import SimulatedReaders
from kiosk.demo.doctors import DOCTORS, MARTIN, PETIT
from kiosk.demo.moves import NUMBERS, PHONE, PHONE_MOVES, QUIT, QUIT_CAP, ROW_OF_PHONE, ROWS, Move
from kiosk.demo.portal.facts import PhoneAsked
from kiosk.i18n import Translator
from screens.widgets.line import Line

CAP = "bold $simulator-key"
TITLE = "bold $simulator-title"
SHOWN = "bold"
TITLE_CELLS = 7
GAP = "  "


class SimulatorBar(Vertical):
    """Names the keys that move simulated cards, readers and phones; the app does what they say.

    It never grows: below a small screen, every line is one less for the kiosk's code.
    """

    def __init__(
        self,
        readers: SimulatedReaders,
        on_phone: Callable[[], PhoneAsked | None],
        number_wanted: Callable[[], bool],
        translator: Translator,
    ) -> None:
        super().__init__()
        self._readers = readers
        self._on_phone = on_phone
        self._number_wanted = number_wanted
        self._translator = translator

    def compose(self) -> ComposeResult:
        for _row in ROWS:
            yield Line()

    def on_mount(self) -> None:
        self.refresh_moves()

    def refresh_moves(self) -> None:
        """What is done can be undone, and phones are asked: the lines follow."""
        rows = rows_of(
            self._readers,
            self._on_phone(),
            self._translator,
            number_wanted=self._number_wanted(),
        )
        for line, row in zip(self.query(Line), rows, strict=True):
            line.say(row)


def rows_of(
    readers: SimulatedReaders,
    asked: PhoneAsked | None,
    translator: Translator,
    *,
    number_wanted: bool = False,
) -> list[Content]:
    """The whole bar, line by line. `asked` is what waits on the phone.

    Whether the kiosk wants the number of one: the line for it names some.
    """
    rows = [row_of(title, moves, readers, translator) for title, moves in ROWS]
    if number_wanted:
        rows[ROW_OF_PHONE] = numbers_row(translator)
    elif asked is not None:
        rows[ROW_OF_PHONE] = phone_row(asked, translator)
    return rows


def phone_row(asked: PhoneAsked, translator: Translator) -> Content:
    """What the phone shows, and how it can be answered."""
    doctor = DOCTORS[asked.number].family_name
    shown = asked.shown if asked.way == "qr" else f"{doctor} {asked.shown}"
    head = Content.styled(f"{translator.text(PHONE)} ", TITLE)
    entries = [key_entry(move.cap, translator.text(move.label)) for move in PHONE_MOVES]
    return Content.assemble(head, Content(GAP).join([Content.styled(shown, SHOWN), *entries]))


def numbers_row(translator: Translator) -> Content:
    """What can be typed where a number is wanted."""
    head = Content.styled(f"{translator.text(NUMBERS)} ", TITLE)
    entries = [key_entry(doctor.number, doctor.family_name) for doctor in (MARTIN, PETIT)]
    return Content.assemble(head, Content(GAP).join(entries))


def row_of(
    title: str, moves: Sequence[Move], readers: SimulatedReaders, translator: Translator
) -> Content:
    """One line of the bar."""
    head = Content.styled(translator.text(title).ljust(TITLE_CELLS), TITLE)
    entries = []
    for move in moves:
        label = move.undo if move.done(readers) else move.label
        entries.append(key_entry(move.cap, translator.text(label, **dict(move.facts))))
    if moves is ROWS[-1][1]:
        entries.append(key_entry(QUIT_CAP, translator.text(QUIT)))
    return Content.assemble(head, Content(GAP).join(entries))


def key_entry(cap: str, label: str) -> Content:
    """A key, and what it does."""
    return Content.assemble(Content.styled(cap, CAP), f" {label}")
