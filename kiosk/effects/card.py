"""The card's part: read and judged without a PIN, then signed in with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from devices.errors import LastTryAhead, PinIncorrect, PinLocked
from devices.kit import Card
from devices.pin import PinTries
from kiosk.effects.belongings import Belongings
from kiosk.effects.judge import CardPolicy, judge
from kiosk.effects.troubles import Refused
from kiosk.flow.effects import SignInWithCard
from kiosk.flow.events import (
    CardRead,
    CardRefused,
    LastTryMet,
    PinAccepted,
    PinRejected,
    PortalOpened,
)
from kiosk.identity import holder_from
from kiosk.secret import wipe
from kiosk.signin.card import CardStep, CardWay, sign_in_with_card


async def read_card(mine: Belongings, policy: CardPolicy, now: datetime) -> CardRead | CardRefused:
    """Once the card is read, a refusal says whose card it is. Raises CardError."""
    facts = await mine.card.read()
    try:
        return CardRead(mine.visit, judge(facts, policy, now))
    except Refused as error:
        holder = holder_from(facts.certificate.holder)
        return CardRefused(mine.visit, error.trouble, holder)


async def sign_in(
    mine: Belongings, asked: SignInWithCard, way: CardWay
) -> PortalOpened | PinRejected | LastTryMet:
    """One PIN, one attempt; tells PinAccepted on the way.

    After a wrong PIN the card stays open for the next one; whatever else comes of it, the card is
    reset. Raises DeviceError, HttpError and SignInError.
    """

    def announce(begun: CardStep) -> None:
        if begun is CardStep.TUNNEL:
            mine.tell(PinAccepted(mine.visit))

    pin = asked.pin.take()
    try:
        async with _closed_afterwards(mine.card):
            agent = await mine.warm()
            session = await sign_in_with_card(
                mine.card,
                pin,
                holder=asked.card.holder,
                way=way,
                agent=agent,
                last_try_allowed=asked.last_try_allowed,
                announce=announce,
                keep=mine.keep,
            )
            mine.keep(session)
    except PinIncorrect as refused:
        return PinRejected(mine.visit, refused.tries)
    except LastTryAhead:
        return LastTryMet(mine.visit)
    except PinLocked:
        return PinRejected(mine.visit, PinTries.LOCKED)
    finally:
        wipe(pin)
    return PortalOpened(mine.visit)


@asynccontextmanager
async def _closed_afterwards(card: Card) -> AsyncIterator[None]:
    """Not while the PIN will be asked for again. When cancelled, the visit's end closes it."""
    try:
        yield
    except (PinIncorrect, LastTryAhead):
        raise
    except Exception:
        await card.close()
        raise
    await card.close()
