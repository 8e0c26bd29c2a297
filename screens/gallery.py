"""Pictures of the states: `python -m screens.gallery FOLDER [NAME…]`, all when none is named.

PNG by Chromium; SVG, as Textual exports it, when asked for.
"""

import argparse
import asyncio
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import App

from kiosk.flow.state import State
from kiosk.i18n import Translator
from screens.gallery_states import VIEW, gallery
from screens.kiosk_screen import Bar
from screens.router import STYLES, Router
from screens.theme import CLEAR
from screens.view import View
from screens.words import Words

KEYS = {
    "pin-typing": ("&", "é", '"'),
    "password-typing": tuple("fenouil7"),
    "code-typing": ("4", "7", "1"),
}
"""What is typed before the picture is taken."""


class Easel(App[None], inherit_bindings=False):
    """The kiosk's screens without a kiosk: one state at a time."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = STYLES

    def __init__(self, state: State, view: View = VIEW, bar: Bar | None = None) -> None:
        super().__init__()
        self.register_theme(CLEAR)
        self.theme = CLEAR.name
        self._first = state
        self.router = Router(self, Words(Translator(view.language), view), bar)

    def on_mount(self) -> None:
        self.router.show(self._first)


async def draw(
    state: State, size: tuple[int, int], view: View = VIEW, keys: Sequence[str] = ()
) -> str:
    """The state's screen as SVG, after these keys."""
    easel = Easel(state, view)
    async with easel.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return export(easel)


def export(app: App[Any]) -> str:
    """What an app shows, as SVG that can be photographed without a network."""
    return _with_local_font(app.export_screenshot(title="kiosk"))


def photograph(svg: str, png: Path) -> None:
    """Turns an SVG into a PNG. Raises FileNotFoundError where there is no Chromium."""
    sides = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if sides is None:
        raise ValueError("an SVG without a viewBox has no size")
    size = ",".join(str(round(float(side))) for side in sides.groups())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "screen.svg"
        source.write_text(svg, encoding="utf-8")
        command = [
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--hide-scrollbars",
            "--default-background-color=00000000",
            f"--user-data-dir={folder}/profile",
            f"--window-size={size}",
            f"--screenshot={png}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)


def main() -> None:
    """The command."""
    states = gallery()
    arguments = argparse.ArgumentParser(prog="python -m screens.gallery", description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("names", nargs="*", metavar="name", help=", ".join(states))
    arguments.add_argument("--size", default="80x24", help="columns x rows")
    arguments.add_argument("--language", default="fr", choices=("fr", "en"))
    arguments.add_argument("--svg", action="store_true")
    chosen = arguments.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    view = replace(VIEW, language=chosen.language)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name in chosen.names or states:
        svg = asyncio.run(draw(states[name], (columns, rows), view, KEYS.get(name, ())))
        picture = chosen.folder / name
        if chosen.svg:
            picture.with_suffix(".svg").write_text(svg, encoding="utf-8")
        else:
            photograph(svg, picture.with_suffix(".png"))


def _with_local_font(svg: str) -> str:
    """Textual's export asks for a font on the web; a picture is made without a network."""
    without = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    # One pixel taller, so that the lines of this font's boxes meet from row to row.
    return without.replace("Fira Code", "DejaVu Sans Mono").replace(
        "font-size: 20px", "font-size: 21px"
    )


if __name__ == "__main__":
    main()
