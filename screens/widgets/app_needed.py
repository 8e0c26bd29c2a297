"""What a phone needs before it can sign anybody in."""

from kiosk.i18n import _
from screens.widgets.line import Line
from screens.words import Words, brief

ENROL_CELLS = 72
"""Two lines of the narrowest column."""

NEEDED = _("It takes the e-CPS app, activated.")
ENROL = _("Not yet? {address}")


class AppNeeded(Line):
    """The app, and where it is enrolled, if the practice has said so."""

    def __init__(self, words: Words) -> None:
        parts = [words.text(NEEDED)]
        if words.view.enrol_url:
            parts.append(words.text(ENROL, address=brief(words.view.enrol_url, ENROL_CELLS)))
        super().__init__("\n".join(parts), classes="app-needed")
