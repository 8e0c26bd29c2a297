"""Numbered things to do."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from screens.widgets.line import Line

MOST = 4


class Step(Horizontal):
    """One number and one text beside it, however many lines the text takes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def compose(self) -> ComposeResult:
        yield Line(str(self._number), classes="step-number")
        yield Line(classes="step-text")

    def say(self, text: str) -> None:
        self.display = bool(text)
        self.query_one(".step-text", Line).say(text)


class Steps(Vertical):
    """Up to four of them, in order."""

    def compose(self) -> ComposeResult:
        for number in range(1, MOST + 1):
            yield Step(number)

    def say(self, texts: Sequence[str]) -> None:
        """Replaces them all."""
        for place, step in enumerate(self.query(Step)):
            step.say(texts[place] if place < len(texts) else "")
