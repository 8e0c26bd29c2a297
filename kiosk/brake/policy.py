"""How long the next attempt has to wait, from the refusals so far. Times are seconds on one clock.

For each identifier: three refusals cost nothing, the fourth 30 seconds, each further one twice as
much as the one before, up to 15 minutes. They are forgotten when she signs in, or 24 hours after
the last.

For the kiosk: from the tenth refusal within 15 minutes on, whatever the identifiers, 30 seconds and
twice as much each time, up to 5 minutes. Nobody's success forgets these: one workstation cannot be
used to try passwords against many accounts, not even by somebody who has an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FIRST_PAUSE = 30.0

FREE = 3
LONGEST = 15 * 60.0
MEMORY = 24 * 3600.0

KIOSK_FREE = 9
KIOSK_LONGEST = 5 * 60.0
KIOSK_WINDOW = 15 * 60.0

MOST = 1000
"""Identifiers remembered; the one refused longest ago is forgotten first."""

MOST_MOMENTS = 32
"""Refusals of the kiosk remembered: the longest pause is reached long before."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of one identifier."""

    refusals: int
    last: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Every refusal that still counts."""

    counts: Mapping[str, Count] = field(default_factory=lambda: MappingProxyType({}))
    """By the mark that stands for an identifier."""
    moments: tuple[float, ...] = ()
    """Of the kiosk's last refusals, oldest first."""


def wait(tally: Tally, mark: str | None, now: float) -> float:
    """Seconds until an attempt with this identifier may be made; None: with any at all."""
    recent = _recent(tally, now)
    waits = [_left(len(recent) - KIOSK_FREE, KIOSK_LONGEST, recent[-1], now)] if recent else []
    if mark is not None and (count := tally.counts.get(mark)) and _remembered(count, now):
        waits.append(_left(count.refusals - FREE, LONGEST, count.last, now))
    return max(waits, default=0.0)


def refused(tally: Tally, mark: str | None, now: float) -> Tally:
    """One more."""
    counts = {known: count for known, count in tally.counts.items() if _remembered(count, now)}
    if mark is not None:
        before = counts[mark].refusals if mark in counts else 0
        counts[mark] = Count(before + 1, now)
    kept = sorted(counts, key=lambda each: counts[each].last)[-MOST:]
    return Tally(
        MappingProxyType({mark: counts[mark] for mark in kept}),
        (*_recent(tally, now), now)[-MOST_MOMENTS:],
    )


def taken_back(tally: Tally, mark: str | None, before: Count | None, at: float) -> Tally:
    """Without the refusal of that moment; `before` is what stood there for the identifier."""
    counts = dict(tally.counts)
    if mark is not None and mark in counts:
        count = counts[mark]
        others = count.refusals - 1
        if not others:
            del counts[mark]
        elif before is not None and count.last == at:
            counts[mark] = Count(others, before.last)
        else:
            counts[mark] = Count(others, count.last)
    moments = list(tally.moments)
    if at in moments:
        moments.remove(at)
    return Tally(MappingProxyType(counts), tuple(moments))


def accepted(tally: Tally, mark: str) -> Tally:
    """She is who she says: what was refused to her is forgotten, but not by the kiosk."""
    if mark not in tally.counts:
        return tally
    counts = {known: count for known, count in tally.counts.items() if known != mark}
    return Tally(MappingProxyType(counts), tally.moments)


def _recent(tally: Tally, now: float) -> tuple[float, ...]:
    return tuple(moment for moment in tally.moments if now - moment < KIOSK_WINDOW)


def _remembered(count: Count, now: float) -> bool:
    return now - count.last < MEMORY


def _left(costly: int, longest: float, last: float, now: float) -> float:
    """What is left of the pause after this many refusals that cost something."""
    if costly < 1:
        return 0.0
    pause = min(FIRST_PAUSE * 2.0 ** min(costly - 1, 10), longest)
    return max(0.0, min(pause, last + pause - now))
