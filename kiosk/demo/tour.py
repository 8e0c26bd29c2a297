"""`kiosk demo --tour`: the main job plays itself, and tells what really happened."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from textual.pilot import Pilot

from kiosk.demo.demo_app import DemoApp
from kiosk.demo.portal.process import PortalFailed
from kiosk.demo.stage import Stage, StepFailed
from kiosk.demo.steps import STEPS, TourStep
from kiosk.i18n import Translator

Say = Callable[[str], None]

TYPING_SECONDS = 0.35
READING_SECONDS = 2.5
"""Pauses for those who watch; without a screen there are none."""


@dataclass(frozen=True, slots=True)
class Played:
    """How a step went."""

    step: TourStep
    seconds: float
    failure: str = ""


@dataclass
class Tour:
    """Leads the app through the steps, and stops it."""

    app: DemoApp
    translator: Translator
    say: Say
    watched: bool
    """By somebody, on a screen."""
    played: list[Played] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """Whether every step did."""
        return len(self.played) == len(STEPS) and not any(each.failure for each in self.played)

    async def lead(self, pilot: Pilot[Any]) -> None:
        """For Textual, as the app's pilot."""
        stage = Stage(self.app, pilot, facts=self.facts)
        if self.watched:
            stage.typing, stage.reading = TYPING_SECONDS, READING_SECONDS
        for number, step in enumerate(STEPS, 1):
            played = await self._play(number, step, stage)
            self.played.append(played)
            self.say(self._line(number, played))
            if played.failure:
                break
        self.app.action_stop()

    async def _play(self, number: int, step: TourStep, stage: Stage) -> Played:
        caption = self.translator.text(step.caption)
        self.app.caption(f"{number}/{len(STEPS)}  {caption}")
        await stage.pause()
        stage.began = stage.ended = time.monotonic()
        failure = await _failure_of(step, stage)
        if failure:
            stage.ended = time.monotonic()
        else:
            await stage.pause()
        return Played(step, stage.ended - stage.began, failure)

    def _line(self, number: int, played: Played) -> str:
        mark = "✗" if played.failure else "✓"
        caption = self.translator.text(played.step.caption)
        fact = self.facts.get(played.step.fact, "")
        line = f"{mark} {number}/{len(STEPS)}  {self.seconds(played.seconds)}  {caption} {fact}"
        why = f"\n  {played.step.name}: {played.failure}" if played.failure else ""
        return line.rstrip() + why

    def seconds(self, seconds: float) -> str:
        """As the language writes it."""
        text = f"{seconds:5.2f} s"
        return text.replace(".", ",") if self.translator.language == "fr" else text


async def _failure_of(step: TourStep, stage: Stage) -> str:
    """Why it failed; empty when it held. It never takes longer than it may."""
    try:
        async with asyncio.timeout(step.seconds):
            await step.act(stage)
            await stage.settle()
    except StepFailed as failed:
        return str(failed)
    except PortalFailed:
        return "the portal has ended"
    except TimeoutError:
        return f"not seen within {step.seconds:.0f} s"
    except Exception as error:  # whatever it is, the tour goes on to its summary
        return type(error).__name__
    return ""
