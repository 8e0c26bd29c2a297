"""What a check finds: a fact, how good it is, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.i18n import Translator, _


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    """The kiosk works, but not for everybody or not for long."""
    FAILED = "failed"
    """A doctor cannot sign in, or not safely."""


LABELS = {State.OK: _("ok"), State.WARNING: _("warning"), State.FAILED: _("failed")}


@dataclass(frozen=True, slots=True)
class Detail:
    """One line below a fact: what a server says, as it says it."""

    text: str
    note: str = ""
    """A message of the catalogue: what it is to the kiosk."""

    def said(self, translator: Translator) -> str:
        return f"{self.text}  ← {translator.text(self.note)}" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Fact:
    """One line for the administrator. Texts are messages of the catalogue with `{named}` values."""

    topic: str
    """Short and the same in every language: tools look for it."""
    state: State
    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    details: tuple[Detail, ...] = ()

    def said(self, translator: Translator) -> str:
        """What it is."""
        return translator.text(self.message, **self.values)

    def advice(self, translator: Translator) -> str:
        """What to do; empty when there is nothing to do."""
        return translator.text(self.remedy, **self.values) if self.remedy else ""


def ok(topic: str, message: str, **values: object) -> Fact:
    """All is well."""
    return Fact(topic, State.OK, message, "", values)


def warning(topic: str, message: str, remedy: str, **values: object) -> Fact:
    """Something to see to."""
    return Fact(topic, State.WARNING, message, remedy, values)


def failed(topic: str, message: str, remedy: str, **values: object) -> Fact:
    """Something to repair."""
    return Fact(topic, State.FAILED, message, remedy, values)
