"""How the browser of a session is started on this workstation."""

import os

from devices.browser.settings import BrowserSettings
from kiosk.config import Config


def browser_of(config: Config) -> BrowserSettings:
    """How every session's browser is started."""
    return BrowserSettings(
        command=config.browser.command,
        arguments=config.browser.arguments,
        allowed_hosts=config.portal.allowed_hosts,
        language=config.kiosk.language,
        headless=not has_display(),
        ca_files=() if config.portal.ca_file is None else (config.portal.ca_file,),
        # As root it does not start otherwise: for tests, as `kiosk run` wants a user of its own.
        sandbox=os.geteuid() != 0,
    )


def has_display() -> bool:
    """Whether a window can be seen anywhere."""
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))
