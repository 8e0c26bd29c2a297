"""Pictures of every state: `python -m screens.gallery FOLDER [WIDTHxHEIGHT] [NAME…]`.

Writes one SVG for each, and a PNG beside it where Chromium is installed.
"""

import argparse
import asyncio
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.app import App

from kiosk.flow.state import State
from kiosk.i18n import Translator
from screens.gallery_states import VIEW, gallery
from screens.kiosk_screen import Bar
from screens.router import STYLES, Router
from screens.theme import CLEAR
from screens.view import View
from screens.words import Words

KEYS = {"pin-typing": ("&", "é", '"')}
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
        return _with_local_font(easel.export_screenshot(title="kiosk"))


def photograph(svg: Path, png: Path, scale: float = 1.0) -> bool:
    """Turns an SVG into a PNG; False where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return False
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text(encoding="utf-8"))
    if box is None:
        raise ValueError(f"{svg} has no viewBox")
    size = ",".join(str(round(float(side))) for side in box.groups())
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium,
            "--headless=new",
            "--no-sandbox",
            "--hide-scrollbars",
            "--default-background-color=00000000",
            f"--user-data-dir={profile}",
            f"--force-device-scale-factor={scale}",
            f"--window-size={size}",
            f"--screenshot={png}",
            svg.resolve().as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    return True


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m screens.gallery", description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("names", nargs="*", help="states to draw; all when left out")
    arguments.add_argument("--size", default="80x24", help="columns x rows")
    arguments.add_argument("--language", default="fr", choices=("fr", "en"))
    arguments.add_argument("--scale", type=float, default=1.0)
    chosen = arguments.parse_args()
    columns, rows = map(int, chosen.size.split("x"))
    chosen.folder.mkdir(parents=True, exist_ok=True)
    view = replace(VIEW, language=chosen.language)
    for name, state in gallery().items():
        if chosen.names and name not in chosen.names:
            continue
        svg = chosen.folder / f"{name}.svg"
        picture = asyncio.run(draw(state, (columns, rows), view, KEYS.get(name, ())))
        svg.write_text(picture, encoding="utf-8")
        photograph(svg, svg.with_suffix(".png"), chosen.scale)


def _with_local_font(svg: str) -> str:
    """Textual's export asks for a font on the web; a picture is made without a network."""
    without = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    # One pixel taller, so that the lines of this font's boxes meet from row to row.
    return without.replace("Fira Code", "DejaVu Sans Mono").replace(
        "font-size: 20px", "font-size: 21px"
    )


if __name__ == "__main__":
    main()
