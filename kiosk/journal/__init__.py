"""The journal of sign-ins, refusals and ends: append-only, hash-chained, without secrets.

JournalError
├── JournalUnwritable      disk full or read-only, no permission, locked for too long
└── JournalUnreadable      no such file, or not a journal
"""

from kiosk.journal.chain import BadRow, Fault, Inspection, Row
from kiosk.journal.entry import Entry
from kiosk.journal.store import Journal, JournalError, JournalUnreadable, JournalUnwritable
from kiosk.journal.writer import AsyncJournal
from kiosk.outcome import Outcome

__all__ = [
    "AsyncJournal",
    "BadRow",
    "Entry",
    "Fault",
    "Inspection",
    "Journal",
    "JournalError",
    "JournalUnreadable",
    "JournalUnwritable",
    "Outcome",
    "Row",
]
