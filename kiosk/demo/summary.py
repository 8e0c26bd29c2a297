"""What really happened in a tour, as everybody around the kiosk tells it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from devices.processes import processes_of
from kiosk.demo.portal.facts import SessionClosed, SessionOpened
from kiosk.demo.world import World
from kiosk.i18n import Translator, _, n_
from kiosk.journal import Journal, JournalUnreadable, Outcome

TITLE = _("What really happened")
NAME = _("Name read from the card")
HEADING = _("Heading the browser displayed")
SESSIONS = _("At the portal")
OPENED = n_("{n} session opened", "{n} sessions opened")
CLOSED = n_("{n} closed by a logout", "{n} closed by logouts")
BROWSER = _("Left of the browser")
PROCESSES = n_("{n} process", "{n} processes")
FILES = n_("{n} file", "{n} files")
JOURNAL = _("Journal")
ROWS = n_("{n} row", "{n} rows")
INTACT = _("chain intact")
BROKEN = _("chain broken")
CHILDREN = _("Still running after the end")

EXPECTED = {Outcome.SIGNED_IN, Outcome.ENDED, Outcome.CLEARED}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the summary."""

    label: str
    value: str
    holds: bool


def findings(around: World, facts: dict[str, str], translator: Translator) -> Iterator[Finding]:
    """After the app's end, and before the portal's."""
    name, heading = facts.get("name", ""), facts.get("heading", "")
    yield Finding(NAME, name or "–", bool(name))
    yield Finding(HEADING, heading or "–", heading == name and bool(name))
    yield _sessions(around, translator)
    yield _browser(around, translator)
    yield _journal(Journal(around.config.journal.path), translator)


def children(translator: Translator) -> Finding:
    """After the end of everything."""
    threads = Path("/proc/self/task").iterdir()
    running = sum(len((thread / "children").read_text().split()) for thread in threads)
    return Finding(CHILDREN, translator.ntext(PROCESSES, running), running == 0)


def table(rows: Iterable[Finding], translator: Translator) -> Iterator[str]:
    """The summary, ready to be read."""
    yield translator.text(TITLE)
    labelled = [(translator.text(row.label), row) for row in rows]
    width = max(len(label) for label, _row in labelled)
    for label, row in labelled:
        yield f"{'✓' if row.holds else '✗'} {label.ljust(width)}   {row.value}"


def _sessions(around: World, translator: Translator) -> Finding:
    facts = around.portal.facts
    opened = sum(isinstance(fact, SessionOpened) for fact in facts)
    closed = sum(isinstance(fact, SessionClosed) and fact.reason == "logout" for fact in facts)
    value = f"{translator.ntext(OPENED, opened)}, {translator.ntext(CLOSED, closed)}"
    return Finding(SESSIONS, value, opened == closed == 1)


def _browser(around: World, translator: Translator) -> Finding:
    processes = len(processes_of(around.profiles))
    files = sum(1 + len(names) for _, _, names in os.walk(around.profiles)) - 1
    value = f"{translator.ntext(PROCESSES, processes)}, {translator.ntext(FILES, files)}"
    return Finding(BROWSER, value, processes == files == 0)


def _journal(journal: Journal, translator: Translator) -> Finding:
    try:
        seen = journal.inspect()
        outcomes = {str(row.cells["event"]) for row in journal.rows()}
    except JournalUnreadable:
        return Finding(JOURNAL, "–", holds=False)
    chain = translator.text(BROKEN if seen.bad else INTACT)
    complete = outcomes >= {outcome.value for outcome in EXPECTED}
    value = f"{translator.ntext(ROWS, seen.rows)}, {chain}"
    return Finding(JOURNAL, value, seen.bad is None and complete)
