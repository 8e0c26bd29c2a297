"""What the effects need to know of the configuration."""

from dataclasses import dataclass

from kiosk.effects.judge import CardPolicy
from kiosk.identity import Method
from kiosk.signin.card import CardWay
from kiosk.signin.ecps import Ecps
from kiosk.signin.email.sign_in import Email
from kiosk.signin.portal import Portal


@dataclass(frozen=True, slots=True)
class Settings:
    """One way in, and the others where they are configured."""

    card: CardPolicy
    card_way: CardWay
    ecps: Ecps | None = None
    email: Email | None = None

    def portal(self, method: Method) -> Portal:
        """Where a session of this method is ended."""
        match method, self:
            case Method.ECPS, Settings(ecps=ecps) if ecps is not None:
                return ecps.portal
            case Method.EMAIL, Settings(email=email) if email is not None:
                return email.way
            case _:
                return self.card_way
