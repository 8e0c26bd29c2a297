"""How the browser of a session is started on this workstation."""

import os

from devices.browser.settings import BrowserSettings
from kiosk.config import Config


def browser_of(config: Config) -> BrowserSettings:
    """How every session's browser is started."""
    ecps = config.methods.phone
    authorities = (config.portal.ca_file, None if ecps is None else ecps.ca_file)
    return BrowserSettings(
        command=config.browser.command,
        arguments=config.browser.arguments,
        allowed_hosts=hosts_of(config),
        language=config.kiosk.language,
        headless=not has_display(),
        ca_files=tuple(file for file in authorities if file is not None),
        # As root it does not start otherwise: for tests, as `kiosk run` wants a user of its own.
        sandbox=os.geteuid() != 0,
    )


def hosts_of(config: Config) -> tuple[str, ...]:
    """Where the kiosk and its browser may go: to the portal, and to the identity provider."""
    ecps = config.methods.phone
    return (*config.portal.allowed_hosts, *(() if ecps is None else ecps.hosts))


def has_display() -> bool:
    """Whether a window can be seen anywhere."""
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))
