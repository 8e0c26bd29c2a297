"""kiosk.toml: `load` gives a frozen Config, or every problem of the file at once."""

from pathlib import Path

from kiosk.config.lines import line_numbers
from kiosk.config.method_email import EmailMethod
from kiosk.config.methods import CardMethod, EcpsMethod, MethodsTable
from kiosk.config.models import (
    BrowserTable,
    CardTable,
    Config,
    HelpTable,
    JournalTable,
    KioskTable,
    PortalTable,
    ReaderTable,
    SessionTable,
)
from kiosk.config.problems import ConfigInvalid, Problem, located
from kiosk.config.reading import read
from kiosk.config.syntax import data_of, text_of

__all__ = [
    "BrowserTable",
    "CardMethod",
    "CardTable",
    "Config",
    "ConfigInvalid",
    "EcpsMethod",
    "EmailMethod",
    "HelpTable",
    "JournalTable",
    "KioskTable",
    "MethodsTable",
    "PortalTable",
    "Problem",
    "ReaderTable",
    "SessionTable",
    "load",
]


def load(path: Path) -> Config:
    """Reads the file and looks at the files it names. Raises ConfigInvalid."""
    text = text_of(path)
    config, mistakes = read(data_of(path, text), path.absolute().parent)
    if config is None:
        lines = line_numbers(text)
        raise ConfigInvalid(path, [located(mistake, lines) for mistake in mistakes])
    return config
