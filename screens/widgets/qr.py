"""A text for the camera of a phone."""

from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.qr_drawing import Modules, draw

LONGEST = 400
"""Characters: more would never fit, and take long to encode."""


class QrCode(Widget):
    """The QR code of a text, in the best drawing for its room, or nothing where none fits.

    It is only a short cut: the screen says the same in words. The screen also tells the room, as
    it is made for a size from the start: a hidden widget does not hear that it has grown.
    """

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._room = (0, 0)
        self._modules: Modules = ()
        self._lines: list[Strip] = []
        self.display = False

    @property
    def fits(self) -> bool:
        """Whether there is a code to be seen."""
        return bool(self._lines)

    def show(self, text: str, columns: int, rows: int) -> None:
        """Draws the text's code in at most this room; costs nothing while both stay the same."""
        if text != self._text:
            self._text = text
            self._modules = encode(text)
        elif (columns, rows) == self._room:
            return
        self._room = (columns, rows)
        self._lines = draw(self._modules, columns, rows)
        self.display = self.fits
        if self.fits:
            self.styles.width = self._lines[0].cell_length
            self.styles.height = len(self._lines)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)


def encode(text: str) -> Modules:
    """The smallest code that holds the text; empty for what is no text of an address.

    An address has ASCII characters only (RFC 3986, section 2). The level of error correction is
    the highest that does not make the code larger.
    """
    if not 0 < len(text) <= LONGEST or not text.isascii():
        return ()
    import segno  # noqa: PLC0415  # not needed before somebody signs in by phone

    return segno.make_qr(text).matrix
