"""What stunnel finds in its environment."""

import os
from collections.abc import Mapping

from devices.module_environment import module_environment

SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin"
"""Where its command, and those that start it, are looked for."""

_KEPT = ("LANG", "PCSCLITE_CSOCK_NAME")
"""The second leads to a card service of one's own."""


def tunnel_environment(ours: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Nothing of ours that could make stunnel, OpenSSL or the module behave in another way.

    OPENSSL_CONF and OPENSSL_ENGINES would load other code beside the PIN, SSLKEYLOGFILE would write
    down the keys of the connection.
    """
    kept = {name: ours[name] for name in _KEPT if name in ours}
    return {"PATH": SEARCH_PATH} | module_environment(kept)
