"""What stands in the simulator bar, line by line."""

from collections.abc import Sequence

from textual.content import Content

from devices.simulated import SimulatedReaders
from kiosk.demo.doctors import DOCTORS, MARTIN, MOREAU, PETIT, Doctor
from kiosk.demo.mailbox import Letter
from kiosk.demo.moves import (
    ACCOUNT,
    EXPIRE,
    INSERT_PETIT,
    MAIL,
    NUMBERS,
    PASTE,
    PASTE_CAP,
    PHONE,
    PHONE_MOVES,
    QUIT,
    QUIT_CAP,
    READ,
    READ_CAP,
    ROWS,
    Move,
)
from kiosk.demo.portal.facts import PhoneAsked
from kiosk.demo.sight import Sight, Wanted
from kiosk.i18n import Translator, _
from screens.words import brief

CAP = "bold $simulator-key"
TITLE = "bold $simulator-title"
SHOWN = "bold"
TITLE_CELLS = 7
GAP = "  "
SUBJECT_CELLS = 40

HAS_ACCOUNT = _("{name}, password {password}")
NEVER_HERE = _("{name}, never here before")
NO_LETTER = _("nothing yet")
LAPSED = _("its code is too old")


def rows_of(readers: SimulatedReaders, sight: Sight, translator: Translator) -> list[Content]:
    """The whole bar: always as many lines, whatever waits on the phone or in the mail."""
    first, second, last = (row_of(title, moves, readers, translator) for title, moves in ROWS)
    match sight.wanted:
        case Wanted.NUMBER:
            second = numbers_row(translator)
        case Wanted.PASSWORD:
            first, second = account_rows(translator)
        case Wanted.CODE:
            first, second = mail_rows(sight, translator)
        case None if sight.asked is not None:
            # Then no card is needed.
            second = phone_row(sight.asked, translator)
    return [first, second, last]


def phone_row(asked: PhoneAsked, translator: Translator) -> Content:
    """What the phone shows, and how it can be answered."""
    doctor = DOCTORS[asked.number].family_name
    shown = asked.shown if asked.way == "qr" else f"{doctor} {asked.shown}"
    entries = [key_entry(move.cap, translator.text(move.label)) for move in PHONE_MOVES]
    return _line(translator.text(PHONE), Content.styled(shown, SHOWN), *entries)


def numbers_row(translator: Translator) -> Content:
    """What can be typed where a number is wanted."""
    entries = [key_entry(doctor.number, doctor.family_name) for doctor in (MARTIN, PETIT)]
    return _line(translator.text(NUMBERS), *entries)


def account_rows(translator: Translator) -> tuple[Content, Content]:
    """Who can come in by password, and who cannot yet."""
    title = translator.text(ACCOUNT)
    known = translator.text(HAS_ACCOUNT, name=MARTIN.family_name, password=MARTIN.password)
    unknown = translator.text(NEVER_HERE, name=MOREAU.family_name)
    return (
        _line(title, key_entry(_printed(MARTIN), known)),
        _line(" " * len(title), key_entry(_printed(MOREAU), unknown), _another_card()),
    )


def mail_rows(sight: Sight, translator: Translator) -> tuple[Content, Content]:
    """What has come, and what can be done with it; its code is shown to whoever asks for it."""
    title = translator.text(MAIL)
    said = [Content(_headed(sight.letter) if sight.letter else translator.text(NO_LETTER))]
    if sight.letter and not sight.works:
        said.append(Content(f"({translator.text(LAPSED)})"))
    elif sight.letter and sight.read:
        said.append(Content.styled(sight.letter.code, SHOWN))
    keys = (
        key_entry(READ_CAP, translator.text(READ)),
        key_entry(PASTE_CAP, translator.text(PASTE)),
        key_entry(EXPIRE.cap, translator.text(EXPIRE.label)),
    )
    return _line(title, *said), _line(" " * len(title), *keys, _another_card())


def row_of(
    title: str, moves: Sequence[Move], readers: SimulatedReaders, translator: Translator
) -> Content:
    """One line of cards, cables and services."""
    entries = []
    for move in moves:
        label = move.undo if move.done(readers) else move.label
        entries.append(key_entry(move.cap, translator.text(label, **dict(move.facts))))
    if moves is ROWS[-1][1]:
        entries.append(key_entry(QUIT_CAP, translator.text(QUIT)))
    head = Content.styled(translator.text(title).ljust(TITLE_CELLS), TITLE)
    return Content.assemble(head, Content(GAP).join(entries))


def key_entry(cap: str, label: str) -> Content:
    """A key, and what it does."""
    return Content.assemble(Content.styled(cap, CAP), f" {label}")


def _line(title: str, *entries: Content) -> Content:
    return Content.assemble(Content.styled(f"{title} ", TITLE), Content(GAP).join(entries))


def _another_card() -> Content:
    """Ends a visit without one, like any card; the F keys before it belong to the kiosk then."""
    return key_entry(INSERT_PETIT.cap, f"Dr {PETIT.family_name}")


def _printed(doctor: Doctor) -> str:
    """The number as it stands on her card."""
    return f"{doctor.number[0]} {doctor.number[1:]}"


def _headed(letter: Letter) -> str:
    return brief(f"{letter.sender} : {letter.subject}", SUBJECT_CELLS)
