"""`kiosk check`: one line for each fact that the kiosk's work depends on."""

from kiosk.check import (
    client,
    ecps,
    email,
    machine,
    module,
    portal,
    provider,
    reader,
    stunnel,
)
from kiosk.check.fact import Fact, State
from kiosk.check.runner import Check, run
from kiosk.identity import Method

__all__ = ["CHECKS", "ONE_WAY", "Check", "Fact", "State", "run"]

_CARD = (
    Check("reader", reader.readers, 5),
    Check("module", module.module, module.MODULE_SECONDS + 5),
    Check("cache", module.module_cache, 5),
    Check("stunnel", stunnel.stunnel, 10),
)
_PORTAL = Check("portal", portal.portal, 90)
_ECPS = (
    Check("provider", provider.provider, 180),
    Check("client", client.client, 5),
    Check("proxy", ecps.proxy, 90),
    Check("start", ecps.start, 90),
)
_MACHINE = (
    Check("browser", machine.browser, 30),
    Check("user", machine.user, 5),
    Check("memory", machine.memory, 5),
    Check("journal", machine.journal, 5),
)

CHECKS = (*_CARD, _PORTAL, *_ECPS, Check("email", email.summary, 180), *_MACHINE)

ONE_WAY = {
    Method.CARD: (*_CARD, _PORTAL),
    Method.ECPS: (_PORTAL, *_ECPS),
    Method.EMAIL: (_PORTAL, Check("email", email.email, 180)),
}
"""What a single way in goes by."""
