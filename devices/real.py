"""The real devices, put together for one workstation."""

import re
from collections.abc import Sequence
from pathlib import Path

from devices.browser.chromium import Chromium
from devices.browser.settings import BrowserSettings
from devices.card.pkcs11 import Pkcs11Card
from devices.card_tls.config import TlsVersion
from devices.kit import Kit
from devices.private_dir import wipe_leftovers
from devices.reader.watcher import ScardWatcher


def real_kit(
    *,
    allow: Sequence[re.Pattern[str]],
    module: Path,
    tls_max: TlsVersion | None,
    browser: BrowserSettings,
) -> Kit:
    """`allow` names the readers to watch; `module` is the card's PKCS#11 library.

    Wipes what kiosks that died have left, which may take seconds: call it off the event loop.
    """
    return Kit(
        watcher=lambda post: ScardWatcher(post, allow),
        card=lambda insertion, family: Pkcs11Card(insertion, family, module, tls_max=tls_max),
        browser=lambda touched: Chromium(browser, touched),
        leftovers=tuple(wipe_leftovers()),
    )
