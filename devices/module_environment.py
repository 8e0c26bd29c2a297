"""What PKCS#11 modules find in the environment of the processes that load them."""

import os
from collections.abc import Mapping

_TRACES = ("OPENSC_DEBUG", "CPS3_DEBUG", "CPS3_PKCS11_TRACES", "CPS3_PCS11_TRACES")
"""These make modules write what goes to the card, PIN included."""

_CACHE = {"XDG_CACHE_HOME": os.devnull}
"""Where OpenSC would keep what it reads from cards, if told to: no folder can be made there. An
empty file in one, which is what hardening.forbid_files leaves, it would take for the card's."""


def module_environment(ours: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Ours, without what makes a module write down what it should forget."""
    return {name: value for name, value in ours.items() if name not in _TRACES} | _CACHE
