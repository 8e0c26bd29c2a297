"""How Chromium is called: its command line and its environment. Measured with Chromium 156."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from devices.browser.profile import Profile
from devices.browser.settings import BrowserSettings, languages

SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin:/snap/bin"

_ALWAYS = (
    "--remote-debugging-pipe",
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--disable-search-engine-choice-screen",
    "--disable-session-crashed-bubble",
    "--disable-sync",
    "--metrics-recording-only",
    "--noerrdialogs",
    "--password-store=basic",
    # Shared memory files go to the profile's own temporary directory: nothing stays in /dev/shm.
    "--disable-dev-shm-usage",
    "--disk-cache-size=67108864",
)

_FEATURES_OFF = (
    "AutofillServerCommunication",
    "DialMediaRouteProvider",
    "InterestFeedContentSuggestions",
    "MediaRouter",
    "OptimizationHints",
    "Translate",
)
_DISABLE_FEATURES = "--disable-features="


def command_line(settings: BrowserSettings, profile: Profile) -> list[str]:
    """The switches, the administrator's last."""
    lines = [*_ALWAYS, f"--user-data-dir={profile.data}", resolver_rules(settings.allowed_hosts)]
    if settings.headless:
        lines.append("--headless=new")
    elif settings.full_screen:
        lines.append("--kiosk")
    lines.append(f"--lang={languages(settings.language)[0]}")
    if not settings.sandbox:
        lines.append("--no-sandbox")
    theirs = [each for each in settings.arguments if not each.startswith(_DISABLE_FEATURES)]
    return [*lines, _features(settings.arguments), *theirs]


def resolver_rules(hosts: Sequence[str]) -> str:
    """No name or address resolves but the allowed hosts: neither pages nor what they load."""
    return "--host-resolver-rules=" + ", ".join(
        ("MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in hosts))
    )


def environment(
    profile: Profile, language: str, ours: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Only what a window on this screen needs: no proxy, no key log, no session bus, no home."""
    tag = languages(language)[0].replace("-", "_")
    return {
        "PATH": f"{profile.commands}:{SEARCH_PATH}",
        "HOME": str(profile.home),
        "TMPDIR": str(profile.temporary),
        "XDG_RUNTIME_DIR": str(profile.temporary),
        "LANG": f"{tag}.UTF-8",
        "LANGUAGE": language.partition("-")[0],
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        **dict(_display(ours)),
    }


def _display(ours: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("DISPLAY", "XDG_SESSION_TYPE", "TZ"):
        if name in ours:
            yield name, ours[name]
    if "DISPLAY" in ours:
        # X looks for it in the home, which is another one now.
        yield "XAUTHORITY", ours.get("XAUTHORITY", str(Path(ours.get("HOME", "/")) / ".Xauthority"))
    if "WAYLAND_DISPLAY" in ours:
        # An absolute name is found without the user's runtime directory.
        folder = Path(ours.get("XDG_RUNTIME_DIR", "/"))
        yield "WAYLAND_DISPLAY", str(folder / ours["WAYLAND_DISPLAY"])


def _features(arguments: Sequence[str]) -> str:
    """One list: Chromium takes only the last of several such switches."""
    theirs = [
        name
        for each in arguments
        if each.startswith(_DISABLE_FEATURES)
        for name in each.removeprefix(_DISABLE_FEATURES).split(",")
    ]
    return _DISABLE_FEATURES + ",".join((*_FEATURES_OFF, *theirs))
