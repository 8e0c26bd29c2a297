"""The card's part: read and judged without a PIN, then signed in with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from devices.errors import PinIncorrect, PinLocked
from devices.kit import Card
from devices.pin import PinTries
from kiosk.effects.belongings import Belongings
from kiosk.effects.judge import CardPolicy, judge
from kiosk.flow.events import CardRead, PinAccepted, PinRejected, PortalOpened
from kiosk.flow.visit import KnownCard
from kiosk.secret import Secret, wipe
from kiosk.signin.card import CardStep, CardWay, sign_in_with_card


async def read_card(mine: Belongings, policy: CardPolicy, now: datetime) -> CardRead:
    """Raises Refused, or a CardError."""
    facts = await mine.card.read()
    return CardRead(mine.visit, judge(facts, policy, now))


async def sign_in(
    mine: Belongings, card: KnownCard, secret: Secret, way: CardWay
) -> PortalOpened | PinRejected:
    """One PIN, one attempt; tells PinAccepted on the way.

    After a wrong PIN the card stays open for the next one; whatever else comes of it, the card is
    reset. Raises DeviceError, HttpError and SignInError.
    """

    def announce(begun: CardStep) -> None:
        if begun is CardStep.TUNNEL:
            mine.tell(PinAccepted(mine.visit))

    pin = secret.take()
    try:
        async with _closed_afterwards(mine.card):
            agent = await mine.warm()
            mine.session = await sign_in_with_card(
                mine.card,
                pin,
                holder=card.holder,
                way=way,
                agent=agent,
                last_try_allowed=True,
                announce=announce,
                keep=mine.keep,
            )
    except PinIncorrect as refused:
        return PinRejected(mine.visit, refused.tries)
    except PinLocked:
        return PinRejected(mine.visit, PinTries.LOCKED)
    finally:
        wipe(pin)
    return PortalOpened(mine.visit)


@asynccontextmanager
async def _closed_afterwards(card: Card) -> AsyncIterator[None]:
    """Not after a wrong PIN; and when it is cancelled, the end of the visit closes the card."""
    try:
        yield
    except PinIncorrect:
        raise
    except Exception:
        await card.close()
        raise
    await card.close()
