"""`kiosk check`: one line for each fact that the kiosk's work depends on."""

from kiosk.check import client, ecps, machine, module, portal, provider, reader, stunnel
from kiosk.check.fact import Fact, State
from kiosk.check.runner import Check, run

__all__ = ["CHECKS", "Check", "Fact", "State", "run"]

CHECKS = (
    Check("reader", reader.readers, 5),
    Check("module", module.module, module.MODULE_SECONDS + 5),
    Check("cache", module.module_cache, 5),
    Check("stunnel", stunnel.stunnel, 10),
    Check("portal", portal.portal, 90),
    Check("provider", provider.provider, 180),
    Check("client", client.client, 5),
    Check("proxy", ecps.proxy, 90),
    Check("start", ecps.start, 90),
    Check("browser", machine.browser, 30),
    Check("user", machine.user, 5),
    Check("memory", machine.memory, 5),
    Check("journal", machine.journal, 5),
)
