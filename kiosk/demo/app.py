"""What `kiosk demo` does: runs the app by hand, or leads it through the tour."""

import asyncio
import io
import os
import sys

from kiosk.browsing import has_display
from kiosk.crash import guard
from kiosk.demo.demo_app import DemoApp
from kiosk.demo.steps import steps_of
from kiosk.demo.summary import children, findings, table
from kiosk.demo.tour import Tour
from kiosk.demo.world import world
from kiosk.flow.phone import PhoneFlow
from kiosk.i18n import Translator

SIZE = (80, 24)
"""Of a screen that nobody sees."""


def run(*, tour: bool, headless: bool, ecps: PhoneFlow) -> int:
    """Runs the demo, or plays its tour; the exit status of its process.

    A tour ends with 0 only if every step held and nothing is left of it.
    """
    return asyncio.run((_tour if tour else _demo)(headless, ecps))


async def _demo(headless: bool, ecps: PhoneFlow) -> int:
    async with world(headless=headless or not has_display(), patient=True, ecps=ecps) as around:
        app = DemoApp(around)
        guard(app.abort)
        await app.run_async(mouse=False, headless=headless)
    return _left(app, app.return_code or os.EX_OK)


async def _tour(headless: bool, ecps: PhoneFlow) -> int:
    said: list[str] = []
    say = _write if headless else said.append
    async with world(
        headless=headless or not has_display(), patient=not headless, ecps=ecps
    ) as around:
        translator = Translator(around.config.kiosk.language)
        app = DemoApp(around, tour=True)
        guard(app.abort)
        tour = Tour(app, steps_of(ecps), translator, say, watched=not headless)
        await app.run_async(
            mouse=False,
            headless=headless,
            size=SIZE if headless else None,
            auto_pilot=tour.lead,
        )
        found = list(findings(around, tour.facts, ecps, translator))
    found.append(children(translator))
    for line in (*said, "", *table(found, translator)):
        _write(line)
    held = tour.held and all(finding.holds for finding in found) and not app.return_code
    return _left(app, 0 if held else 1)


def _left(app: DemoApp, status: int) -> int:
    """Ends the process here when something in the kiosk never ends."""
    if app.stuck:
        os._exit(status or os.EX_SOFTWARE)
    return status


def _write(line: str) -> None:
    """Past Textual, which keeps what is printed while it runs."""
    out = sys.__stdout__
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="replace")
        out.write(f"{line}\n")
        out.flush()
