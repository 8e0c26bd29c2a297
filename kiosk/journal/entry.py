"""What one row of the journal says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from devices.text import plain
from kiosk.identity import Method
from kiosk.outcome import Outcome

LIMITS = {
    "kiosk": 64,
    "holder_number": 64,
    "holder_name": 100,
    "reason": 200,
    "code": 16,
}
DETAIL_KEY_LIMIT = 40
DETAIL_LIMIT = 200
DETAILS = 16
"""How many details one row may have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who, when, where, by which way, how it ended: data, made harmless and short.

    Every text must be a str, so that neither a Secret nor the bytes of one can get in: TypeError.
    A time without a zone, or too many details: ValueError.
    """

    at: datetime
    """Kept in UTC."""
    kiosk: str
    event: Outcome
    method: Method | None = None
    holder_number: str = ""
    """PS_IdNat."""
    holder_name: str = ""
    reason: str = ""
    code: str | None = None
    """The short code of a refusal, as the help desk knows it."""
    details: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a journal entry needs a time with a zone")
        if len(self.details) > DETAILS:
            raise ValueError(f"a journal entry has at most {DETAILS} details")
        keep = object.__setattr__
        keep(self, "at", self.at.astimezone(UTC))
        keep(self, "event", Outcome(self.event))
        keep(self, "method", None if self.method is None else Method(self.method))
        for name, limit in LIMITS.items():
            value = getattr(self, name)
            if value is not None or name != "code":
                keep(self, name, _text(value, limit))
        details = {
            _text(key, DETAIL_KEY_LIMIT): _text(value, DETAIL_LIMIT)
            for key, value in self.details.items()
        }
        keep(self, "details", MappingProxyType(details))

    def cells(self) -> dict[str, str | None]:
        """The row's columns, all text; what is not known is None."""
        return {
            "at": self.at.isoformat(timespec="microseconds"),
            "kiosk": self.kiosk,
            "event": self.event.value,
            "method": self.method.value if self.method else None,
            "holder_number": self.holder_number,
            "holder_name": self.holder_name,
            "reason": self.reason,
            "code": self.code,
            "details": json.dumps(dict(self.details), sort_keys=True) if self.details else None,
        }


def _text(value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a journal entry holds text, not {type(value).__name__}")
    return plain(value, limit)
