"""The languages of the screens.

Messages are written in English where they are needed, marked for the catalogues:

    TITLE = _("Insert your card")
    TRIES = n_("{n} try left", "{n} tries left")

and put into the doctor's language where they are shown:

    translator.text(TITLE)
    translator.ntext(TRIES, 2)

`make po` brings new messages into the catalogues and keeps what is translated.
"""

import gettext
import struct
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

DOMAIN = "kiosk"
CATALOGUES = Path(__file__).with_name("locale")

NO_BREAK = "\u00a0"


class Language(StrEnum):
    FR = "fr"
    EN = "en"


class Plural(NamedTuple):
    """A message about a number of things, not yet translated."""

    singular: str
    plural: str


def _(message: str) -> str:
    """Marks a message for the catalogues; it is translated when it is shown."""
    return message


def n_(singular: str, plural: str) -> Plural:
    """Marks a message about `{n}` things."""
    return Plural(singular, plural)


class Translator:
    """One language. A catalogue that is missing or damaged costs the translation, nothing else."""

    def __init__(self, language: str = Language.FR, catalogues: Path = CATALOGUES) -> None:
        """An unknown language code is shown in English."""
        known = language in tuple(Language)
        self.language = Language(language) if known else Language.EN
        self._catalogue = _load(self.language, catalogues)

    def text(self, message: str, **facts: object) -> str:
        """The message with its `{named}` facts."""
        # The empty message is the catalogue's own header.
        translated = self._catalogue.gettext(message) if message else ""
        return _fill(translated, message, facts)

    def ntext(self, message: Plural, n: int, **facts: object) -> str:
        """The form of the message that this language has for `n`; `{n}` may stand in it."""
        translated = self._catalogue.ngettext(message.singular, message.plural, n)
        english = message.singular if n == 1 else message.plural
        return _fill(translated, english, {"n": n, **facts})

    def day(self, day: date) -> str:
        """ "mardi 24 novembre", "Tuesday 24 November". Dates and times keep their own zone."""
        return f"{_CALENDARS[self.language].weekdays[day.weekday()]} {self._day_of_month(day)}"

    def clock(self, at: time | datetime) -> str:
        """ "14 h 32" with no-break spaces, "14:32"."""
        if self.language is Language.FR:
            return f"{at.hour}{NO_BREAK}h{NO_BREAK}{at.minute:02}"
        return f"{at.hour}:{at.minute:02}"

    def moment(self, at: datetime) -> str:
        """ "mardi 24 novembre, 14 h 32", "Tuesday 24 November, 14:32"."""
        return f"{self.day(at)}, {self.clock(at)}"

    def _day_of_month(self, day: date) -> str:
        calendar = _CALENDARS[self.language]
        number = calendar.first if day.day == 1 else str(day.day)
        return f"{number}{NO_BREAK}{calendar.months[day.month - 1]}"


def _load(language: Language, catalogues: Path) -> gettext.NullTranslations:
    try:
        return gettext.translation(DOMAIN, catalogues, [language], fallback=True)
    except (OSError, ValueError, LookupError, struct.error):
        return gettext.NullTranslations()


def _fill(translated: str, message: str, facts: dict[str, object]) -> str:
    for template in (translated, message):
        try:
            return template.format(**facts)
        except (LookupError, ValueError, AttributeError, TypeError):
            continue
    return message


class _Calendar(NamedTuple):
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    first: str
    """The first day of a month."""


# fmt: off
_CALENDARS = {
    Language.FR: _Calendar(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("janvier", "février", "mars", "avril", "mai", "juin",
         "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        "1er",
    ),
    Language.EN: _Calendar(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("January", "February", "March", "April", "May", "June",
         "July", "August", "September", "October", "November", "December"),
        "1",
    ),
}
# fmt: on
