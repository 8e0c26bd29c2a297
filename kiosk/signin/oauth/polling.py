"""Asking a provider again and again whether somebody has answered (RFC 8628 §3.4 and §3.5, CIBA
Core §10.1 and §11).

1. The first poll waits for the interval, like every other. The interval counts from the answer.
2. authorization_pending: once more. slow_down: once more, and five seconds slower from now on.
3. A provider that cannot be reached, does not answer, or fails is asked again, slower each time,
   and never before its Retry-After; as soon as it answers, the pace is the usual one.
4. A poll that ended without an answer may have been heard: then the tokens were given, the code is
   spent, and the next answer is invalid_grant. That is CodeSpent, and a fresh code helps.
   invalid_grant without a poll that was lost is a refusal: the provider has just given this code
   to this client, so it would refuse the next one too (RFC 6749 §5.2). It is one, too, if the
   provider has said since that it still waits.
5. What cannot get better by itself ends it at once: a denial, any other refusal, an answer that is
   none, a certificate that is not trusted, an address off the allowed hosts.
6. No poll begins once the code has expired, by a clock that does not go back. One that has begun is
   waited for: the doctor may have answered in the last second.
7. Whatever tokens an answer holds are kept before anything else of it is judged.
8. Cancelled between two polls, it ends at once. A poll that is under way may be bringing tokens: it
   is waited for, for a short while, and then broken off. Nothing goes on in the background.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Protocol

from kiosk.http import Answer
from kiosk.signin.oauth.answers import OAuthRefusal, document
from kiosk.signin.oauth.errors import (
    AccessDenied,
    ClientRefused,
    CodeExpired,
    CodeSpent,
    ProviderBroken,
    ProviderError,
    ProviderLost,
    ProviderSlow,
    ProviderUnreachable,
)
from kiosk.signin.oauth.finishing import finished
from kiosk.signin.oauth.grant import Grant
from kiosk.signin.oauth.objects import read_object
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.tokens import Issued, Tokens, issued_in

log = logging.getLogger(__name__)

SLOWER_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 30.0
"""Between two polls of a provider that fails, unless it asks for more."""
LAST_WORD_SECONDS = 3.0
"""For a poll that is under way when nobody waits any more: longer than an answer takes that is on
its way, and well within the time that the end of a visit leaves."""

Keep = Callable[[Issued], None]


class Clock(Protocol):
    """Time, as far as polling has to do with it."""

    def now(self) -> float:
        """Monotonic seconds."""

    async def sleep(self, seconds: float) -> None: ...


class _Monotonic:
    def now(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def poll(provider: Provider, grant: Grant, keep: Keep, clock: Clock | None = None) -> Tokens:
    """What the provider gives once the doctor has said yes.

    `keep` is told of it before it is judged, even when this fails or is cancelled: the caller gives
    it back. Raises CodeExpired, CodeSpent, AccessDenied, or another ProviderError.
    """
    clock = clock or _Monotonic()
    pace = _Pace(grant.interval)
    while await _waited(pace.pause, grant.expires, clock):
        try:
            return await _ask(provider, grant, keep)
        except OAuthRefusal as refusal:
            pace.answered(refusal)
        except (ProviderUnreachable, ProviderSlow, ProviderBroken) as fault:
            log.info("to be polled again: %r", fault)
            pace.failed(fault)
    raise CodeExpired


async def _waited(pause: float, expires: float, clock: Clock) -> bool:
    """Waits for the pause, or until it is too late; False then."""
    await clock.sleep(max(0.0, min(pause, expires - clock.now())))
    return clock.now() < expires


async def _ask(provider: Provider, grant: Grant, keep: Keep) -> Tokens:
    url = await provider.endpoint("token_endpoint")
    answer = await finished(_exchange(provider, url, grant, keep), LAST_WORD_SECONDS)
    return Tokens.read(document(answer))


async def _exchange(provider: Provider, url: str, grant: Grant, keep: Keep) -> Answer:
    fields = {"grant_type": grant.grant_type, grant.parameter: grant.code}
    answer = await provider.post(url, fields, patience=grant.patience)
    if issued := issued_in(read_object(answer.text) or {}):
        keep(issued)
    return answer


class _Pace:
    """How long to wait before the next poll, after what the latest one came to."""

    def __init__(self, interval: float) -> None:
        self.pause = interval
        self._interval = interval
        self._failures = 0
        self._answer_lost = False

    def answered(self, refusal: OAuthRefusal) -> None:
        """Raises what a refusal means, unless it means to go on."""
        match refusal.error:
            case "authorization_pending":
                pass
            case "slow_down":
                self._interval += SLOWER_SECONDS
            case "expired_token":
                raise CodeExpired from None
            case "access_denied":
                raise AccessDenied from None
            case "invalid_grant" if self._answer_lost:
                raise CodeSpent from None
            case _:
                raise ClientRefused(refusal.error) from None
        # Whatever was lost before was no yes: the code is good still.
        self._answer_lost = False
        self._failures = 0
        self._wait(self._interval, refusal.retry_after)

    def failed(self, fault: ProviderError) -> None:
        # RFC 8628 §3.5 demands that a time-out slows it down at once.
        self._failures += 1
        doublings = self._failures if isinstance(fault, ProviderSlow) else self._failures - 1
        longest = max(self._interval, LONGEST_PAUSE_SECONDS)
        asked = fault.retry_after if isinstance(fault, ProviderBroken) else None
        # A gateway says 5xx whatever has become of the poll behind it.
        self._answer_lost |= isinstance(fault, ProviderLost | ProviderSlow | ProviderBroken)
        self._wait(min(self._interval * 2.0**doublings, longest), asked)

    def _wait(self, usual: float, asked: float | None) -> None:
        self.pause = max(usual, asked or 0.0)
