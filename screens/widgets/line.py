"""Text on a screen: data, never markup."""

from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """A text that takes no room while it is empty, and costs nothing while it stays the same."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002  # Textual's name
        super().__init__(Content(text), id=id, classes=classes, markup=False)
        self._said: str | Content = text
        self.display = bool(text)

    @property
    def plain(self) -> str:
        """What it says, without its looks."""
        return self._said if isinstance(self._said, str) else self._said.plain

    def rows(self, width: int) -> int:
        """How high it would be in that many columns."""
        if not self.plain:
            return 0
        return Content(self.plain).get_height({}, max(1, width - self.gutter.width))

    def say(self, text: str | Content) -> None:
        """Replaces the text."""
        if text == self._said:
            return
        self._said = text
        self.display = bool(text)
        self.update(Content(text) if isinstance(text, str) else text)
