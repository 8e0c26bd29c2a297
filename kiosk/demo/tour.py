"""`kiosk demo --tour`: the main jobs play themselves, and tell what really happened."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from textual.pilot import Pilot

from kiosk.demo.demo_app import DemoApp
from kiosk.demo.portal.process import PortalFailed
from kiosk.demo.stage import Stage, StepFailed
from kiosk.demo.tour_step import TourStep
from kiosk.i18n import Translator, _

Say = Callable[[str], None]

TYPING_SECONDS = 0.35
READING_SECONDS = 2.5
"""Pauses for those who watch; without a screen there are none."""

HEAD = _("Guided tour of the real kiosk. Seconds count from the doctor's last gesture.")

PROMISING = " :\u202f"
"""What a caption ends with when a fact is to follow."""


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
    steps: Sequence[TourStep]
    translator: Translator
    say: Say
    watched: bool
    """By somebody, on a screen."""
    played: list[Played] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """Whether every step did."""
        return len(self.played) == len(self.steps) and not any(each.failure for each in self.played)

    async def lead(self, pilot: Pilot[Any]) -> None:
        """For Textual, as the app's pilot."""
        if self.app.moments is None:
            raise ValueError("the app was not made for a tour")
        self.say(self.translator.text(HEAD))
        stage = Stage(self.app, self.app.moments, pilot, facts=self.facts)
        stage.began = time.monotonic()
        if self.watched:
            stage.typing, stage.reading = TYPING_SECONDS, READING_SECONDS
        for number, step in enumerate(self.steps, 1):
            played = await self._play(number, step, stage)
            self.played.append(played)
            self.say(self._line(number, played))
            if played.failure:
                break
        self.app.action_stop()

    async def _play(self, number: int, step: TourStep, stage: Stage) -> Played:
        caption = self.translator.text(step.caption)
        self.app.caption(f"{number}/{len(self.steps)}  {caption.rstrip(PROMISING)}")
        await stage.pause()
        failure = await failure_of(step, stage)
        if failure:
            stage.ended = time.monotonic()
        else:
            self.app.caption(f"{number}/{len(self.steps)}  {caption} {self._fact(step)} ✓")
            await stage.pause()
        return Played(step, stage.ended - stage.began, failure)

    def _fact(self, step: TourStep) -> str:
        return self.facts.get(step.fact, "")

    def _line(self, number: int, played: Played) -> str:
        mark = "✗" if played.failure else "✓"
        caption = f"{self.translator.text(played.step.caption)} {self._fact(played.step)}"
        line = f"{mark} {number:2}/{len(self.steps)}  {self.seconds(played.seconds)}  {caption}"
        why = f"\n  {played.step.name}: {played.failure}" if played.failure else ""
        return line.rstrip() + why

    def seconds(self, seconds: float) -> str:
        """As the language writes it."""
        text = f"{seconds:5.2f} s"
        return text.replace(".", ",") if self.translator.language == "fr" else text


async def failure_of(step: TourStep, stage: Stage) -> str:
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
