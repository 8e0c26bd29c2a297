"""The floor of the first paint: an app of Textual that shows one word."""

from textual.app import App, ComposeResult
from textual.widgets import Static

WORD = "Bonjour"


class EmptyApp(App[None]):
    """Shows it, and waits."""

    def compose(self) -> ComposeResult:
        yield Static(WORD)


if __name__ == "__main__":
    EmptyApp().run(mouse=False)
