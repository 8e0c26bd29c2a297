"""What really happened in a tour, as everybody around the kiosk tells it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from devices.processes import processes_of
from kiosk.demo.portal.facts import (
    CodeOver,
    SessionClosed,
    SessionOpened,
    SsoEnded,
    TokensRevoked,
)
from kiosk.demo.world import World
from kiosk.flow.phone import PhoneFlow
from kiosk.i18n import Translator, _, n_
from kiosk.journal import Journal, JournalUnreadable, Outcome

TITLE = _("What really happened")
NAME = _("Name read from the card")
HEADING = _("Heading the browser displayed")
BY_PHONE = _("Heading after the e-CPS sign-in")
BY_MAIL = _("Heading after the e-mail sign-in")
LETTERS = _("In her mailbox")
CAME = n_("{n} message", "{n} messages")
USED = n_("{n} code used", "{n} codes used")
SESSIONS = _("At the portal")
OPENED = n_("{n} session opened", "{n} sessions opened")
CLOSED = n_("{n} closed by a logout", "{n} closed by logouts")
PROVIDER = _("At the e-CPS provider")
SIGN_INS = n_("{n} sign-in ended", "{n} sign-ins ended")
TOKENS = n_("{n} set of tokens revoked", "{n} sets of tokens revoked")
BROWSER = _("Left of the browser")
PROCESSES = n_("{n} process", "{n} processes")
FILES = n_("{n} file", "{n} files")
JOURNAL = _("Journal")
ROWS = n_("{n} row", "{n} rows")
INTACT = _("chain intact")
BROKEN = _("chain broken")
CHILDREN = _("Still running after the end")

SESSIONS_OPENED = 3
"""By each way one."""

EXPECTED = {Outcome.SIGNED_IN, Outcome.ENDED, Outcome.CLEARED}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the summary."""

    label: str
    value: str
    holds: bool


def findings(
    around: World, facts: dict[str, str], ecps: PhoneFlow, translator: Translator
) -> Iterator[Finding]:
    """After the app's end, and before the portal's."""
    name, heading = facts.get("name", ""), facts.get("heading", "")
    yield Finding(NAME, name or "–", bool(name))
    yield Finding(HEADING, heading or "–", heading == name and bool(name))
    for label, way in ((BY_PHONE, "phone"), (BY_MAIL, "mail")):
        shown = facts.get(f"{way}-heading", "")
        yield Finding(label, shown or "–", shown == facts.get(f"{way}-name") and bool(shown))
    yield _letters(around, translator)
    yield _sessions(around, translator)
    yield _provider(around, ecps, translator)
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


def _letters(around: World, translator: Translator) -> Finding:
    came = len(around.mailbox.letters)
    used = sum(isinstance(fact, CodeOver) and fact.how == "used" for fact in around.portal.facts)
    value = f"{translator.ntext(CAME, came)}, {translator.ntext(USED, used)}"
    return Finding(LETTERS, value, came == used == 1)


def _sessions(around: World, translator: Translator) -> Finding:
    facts = around.portal.facts
    opened = sum(isinstance(fact, SessionOpened) for fact in facts)
    closed = sum(isinstance(fact, SessionClosed) and fact.reason == "logout" for fact in facts)
    value = f"{translator.ntext(OPENED, opened)}, {translator.ntext(CLOSED, closed)}"
    return Finding(SESSIONS, value, opened == closed == SESSIONS_OPENED)


def _provider(around: World, ecps: PhoneFlow, translator: Translator) -> Finding:
    """In a browser of its own, a doctor leaves no token with the kiosk."""
    facts = around.portal.facts
    ended = sum(isinstance(fact, SsoEnded) for fact in facts)
    revoked = sum(isinstance(fact, TokensRevoked) for fact in facts)
    given = 0 if ecps is PhoneFlow.BROWSER else 1
    said = [translator.ntext(SIGN_INS, ended)]
    if given:
        said.append(translator.ntext(TOKENS, revoked))
    return Finding(PROVIDER, ", ".join(said), ended == 1 and revoked == given)


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
