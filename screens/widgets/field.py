"""One line that is typed into."""

from textual.content import Content
from textual.widgets import Static

ROOM = 30
"""Cells inside a field, the cursor's among them."""


class Field(Static):
    """It has no focus, so nothing can be pasted, selected or copied: the screen hands keys over.

    The one that keys go to has a cursor and a heavier frame.
    """

    def __init__(self, label: str = "") -> None:
        super().__init__(markup=False, classes="active")
        if label:
            self.border_title = Content(label)

    def on_mount(self) -> None:
        self.redraw()

    def activate(self, *, active: bool) -> None:
        """Whether keys go here."""
        if active != self.has_class("active"):
            self.set_class(active, "active")
            self.redraw()

    def shown(self) -> str:
        """What can be read in it."""
        raise NotImplementedError

    def redraw(self) -> None:
        """After every change of what is shown."""
        cursor = (" ", "reverse") if self.has_class("active") else ""
        self.update(Content.assemble(self.shown(), cursor))
