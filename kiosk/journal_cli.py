"""The command `kiosk journal`."""

import sys
from datetime import datetime
from pathlib import Path

import click

from devices.text import plain
from kiosk.journal import Fault, Journal, JournalUnreadable, Row
from kiosk.options import config_option, load_or_exit

WIDTHS = {"event": 11, "method": 6, "code": 5, "holder_number": 14, "holder_name": 30}
"""Columns of the table between the time and the reason; longer text moves the rest."""

TITLES = {
    "event": "HOW",
    "method": "WAY",
    "code": "CODE",
    "holder_number": "NUMBER",
    "holder_name": "WHO",
}

FAULTS = {
    Fault.MISSING: "is missing",
    Fault.EXTRA: "was put in by hand",
    Fault.CHANGED: "was changed",
    Fault.DETACHED: "does not continue the one before it: one of the two was replaced",
}


@click.command()
@config_option
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Another journal, such as a copy of it.",
)
@click.option("--verify", is_flag=True, help="Check that no row was changed, removed or added.")
def journal(config: Path, file: Path | None, *, verify: bool) -> None:
    """List who signed in, oldest first, in local time.

    With --verify, exit status 1 says that the journal was tampered with. Exit status 2: it, or the
    configuration, cannot be read.
    """
    try:
        book = Journal(file or load_or_exit(config).journal.path)
        if not book.path.exists():
            click.echo(f"There is no journal yet at {book.path}.", err=True)
            sys.exit(2)
        if verify:
            sys.exit(_verify(book))
        _list(book)
    except JournalUnreadable as error:
        click.echo(error, err=True)
        sys.exit(2)


def _verify(book: Journal) -> int:
    found = book.inspect()
    if found.bad is None:
        click.echo(f"{found.rows} rows, none tampered with; hash of the last: {found.head}")
        return 0
    click.echo(f"row {found.bad.number} {FAULTS[found.bad.fault]}")
    click.echo(f"{found.rows} rows before it are good; hash of the last: {found.head}")
    return 1


def _list(book: Journal) -> None:
    click.echo(_line("ROW", "WHEN", TITLES, "KIOSK", "WHY"))
    for row in book.rows():
        cells = {name: _shown(value) for name, value in row.cells.items()}
        click.echo(_line(str(row.number), _local(row), cells, cells["kiosk"], cells["reason"]))


def _line(number: str, when: str, cells: dict[str, str], kiosk: str, reason: str) -> str:
    middle = "  ".join(f"{cells[name]:{width}}" for name, width in WIDTHS.items())
    return f"{number:>6}  {when:19}  {middle}  {kiosk:16}  {reason}".rstrip()


def _local(row: Row) -> str:
    """The time here, or whatever was put in its place."""
    text = _shown(row.cells["at"])
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return text


def _shown(value: object) -> str:
    """Rows edited by hand may hold anything, commands to the terminal too."""
    return "" if value is None else plain(str(value), 200)
