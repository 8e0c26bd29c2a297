"""The card's part: read and judged without a PIN, then signed in with."""

from collections.abc import Callable
from datetime import datetime

from devices.errors import PinIncorrect, PinLocked
from devices.pin import PinTries
from kiosk.effects.belongings import Belongings
from kiosk.effects.judge import CardPolicy, judge
from kiosk.flow.events import CardRead, PinRejected, PortalOpened
from kiosk.flow.visit import KnownCard
from kiosk.secret import Secret, wipe
from kiosk.signin.card import CardStep, CardWay, sign_in_with_card


async def read_card(mine: Belongings, policy: CardPolicy, now: datetime) -> CardRead:
    """Raises Refused, or a CardError."""
    facts = await mine.card.read()
    return CardRead(mine.visit, judge(facts, policy, now))


async def sign_in(
    mine: Belongings,
    card: KnownCard,
    secret: Secret,
    way: CardWay,
    accepted: Callable[[], None],
) -> PortalOpened | PinRejected:
    """One PIN, one attempt. Whatever comes of it but a wrong PIN, the card is reset.

    After a wrong PIN the card stays open for the next one. Raises DeviceError, HttpError and
    SignInError.
    """

    def announce(begun: CardStep) -> None:
        if begun is CardStep.TUNNEL:
            accepted()

    pin = secret.take()
    try:
        agent = await mine.warm()
        mine.session = await sign_in_with_card(
            mine.card, pin, holder=card.holder, way=way, agent=agent, announce=announce
        )
    except PinIncorrect as refused:
        return PinRejected(mine.visit, refused.tries)
    except PinLocked:
        return PinRejected(mine.visit, PinTries.LOCKED)
    finally:
        wipe(pin)
    await mine.card.close()
    return PortalOpened(mine.visit)
