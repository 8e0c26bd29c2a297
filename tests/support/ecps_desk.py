"""What a visit keeps of a sign-in by e-CPS."""

from kiosk.flow.phone import Asked
from kiosk.identity import Identifier
from kiosk.signin.ecps import Approval, Ecps
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.portal import PortalSession
from kiosk.signin.provider_session import ProviderSession
from tests.support.ecps_site import AGENT


class Desk:
    """Asks, opens the portal, and keeps what it is given."""

    def __init__(self, way: EcpsWay) -> None:
        self.ecps = Ecps(way)
        self.shown: list[Asked] = []
        self.kept: list[ProviderSession] = []
        self.sessions: list[PortalSession] = []

    async def ask(self, number: Identifier | None = None) -> Approval:
        return await self.ecps.ask(number, announce=self.shown.append, keep=self.kept.append)

    async def open_portal(self, approval: Approval) -> PortalSession:
        return await self.ecps.open_portal(approval, AGENT, self.sessions.append)
