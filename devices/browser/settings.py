"""What one kiosk asks of its browser, and what it refuses to ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_COUNTRIES = {"fr": "fr-FR", "en": "en-GB"}
_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?")

_SWITCH = re.compile(r"--[a-z0-9][a-z0-9-]*(=.*)?", re.DOTALL)
"""Chromium itself takes one dash for two, and drops blanks at the ends."""

_REFUSED = re.compile(
    r"""
    # They turn off what a session relies on: verified TLS, the walls between pages.
    ignore-(certificate|urlfetcher)-.* | (allow|unsafely)-.*insecure.* | disable-web-security
    | .*(sandbox|seccomp|zygote).* | (single|in)-process.* | disable-site-isolation.*
    # They run another program around the browser's own processes.
    | .*-cmd-prefix | .*-launcher
    # They lead out of the allowed hosts, or add code to the pages.
    | host-(resolver-)?rules | .*proxy.* | (load|install)-.* | disable-extensions-except
    # They open the browser to other programs, or belong to the kiosk itself.
    | remote-.* | enable-automation | headless.* | user-agent.*
    # They keep a trace outside the throw-away profile, or a session without its cookies.
    | (user-data|disk-cache|crash-dumps)-dir | (.*-)?log(-.*|ging.*)? | trace-.* | incognito | guest
    """,
    re.VERBOSE,
)
"""Patterns, as Chromium has several switches of each kind and gets more with each version. They
keep an administrator from an accident; who may write the configuration may also write `command`.
Naming what is allowed instead would leave out what some screen or graphics card needs."""


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """The same for every session."""

    command: str
    """A Chromium: a name to be found on PATH, or its whole path."""
    arguments: tuple[str, ...]
    """More switches; refused_arguments tells those that are not taken."""
    allowed_hosts: tuple[str, ...]
    """Names, or "*.example.fr" for all below example.fr; any port, https only."""
    language: str
    """"fr", "en", or a tag such as "fr-FR"."""
    headless: bool
    ca_files: tuple[Path, ...] = ()
    """PEM bundles, believed besides the public authorities."""
    sandbox: bool = True
    """Off gives up the walls around what pages run. As root Chromium does not start with it."""
    full_screen: bool = True
    """Cover the whole screen, if there is one; else a window that one can move aside."""
    patience: float = 15.0
    """Seconds for the start, and for a page to load."""
    runtime: Path | None = None
    """Where profiles are made; None looks for memory (devices/browser/profile.py)."""


def refused_arguments(arguments: Sequence[str]) -> tuple[str, ...]:
    """Those that would undo a protection of the session, and what is no switch at all."""
    return tuple(
        each
        for each in arguments
        if not _SWITCH.fullmatch(each) or _REFUSED.fullmatch(each[2:].partition("=")[0])
    )


def malformed_hosts(hosts: Sequence[str]) -> tuple[str, ...]:
    """Those that are neither a host name nor "*." before one: they would spoil the rules."""
    return tuple(host for host in hosts if not _HOST.fullmatch(host))


def languages(language: str) -> tuple[str, ...]:
    """The languages to ask a site for, best first: the country's, the plain one, English."""
    tag = _COUNTRIES.get(language, language)
    return tuple(dict.fromkeys((tag, tag.partition("-")[0], "en")))


def accept_language(language: str) -> str:
    """The header as Chromium makes it from these languages: a tenth less for each."""
    first, *others = languages(language)
    weighed = (f"{each};q=0.{9 - place}" for place, each in enumerate(others))
    return ",".join((first, *weighed))
