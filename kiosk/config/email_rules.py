"""What [methods.email] must have in it together."""

from collections.abc import Callable, Iterator
from itertools import combinations
from urllib.parse import SplitResult, urlsplit

from kiosk.config.problems import Key, Mistake

Said = Callable[[str], object]
"""The value of a key of the table, or UNKNOWN."""

_APART = (
    ("identifier_field", "password_field", "login_button"),
    ("code_field", "code_button", "resend_control"),
)
"""Controls of one form that cannot be the same."""


def email_contradictions(said: Said, home_url: object) -> Iterator[Mistake]:
    """Nothing is said of a table that is absent or switched off."""
    if said("enabled") is not True:
        return
    if said("forgotten_password_here") is True and said("forgotten_password_url") is None:
        message = "has no effect without a forgotten_password_url"
        yield Mistake(_key("forgotten_password_here"), message)
    yield from _taken_twice(said)
    yield from _nowhere_to_arrive(said, home_url)


def email_addresses(said: Said) -> Iterator[tuple[Key, object]]:
    """What the kiosk or its browser will open, each with its key."""
    if said("enabled") is not True:
        return
    yield _key("login_url"), said("login_url")
    landing = said("landing_urls")
    for place, url in enumerate(landing if isinstance(landing, tuple) else ()):
        yield (*_key("landing_urls"), place), url
    if said("forgotten_password_here") is True:
        yield _key("forgotten_password_url"), said("forgotten_password_url")


def _taken_twice(said: Said) -> Iterator[Mistake]:
    for names in _APART:
        for one, other in combinations(names, 2):
            if isinstance(said(one), str) and said(one) == said(other):
                yield Mistake(_key(other), f"is the same as {one}")


def _nowhere_to_arrive(said: Said, home_url: object) -> Iterator[Mistake]:
    """Without landing_urls, home must be a place for somebody who is signed in, and no other."""
    home, login = _parts(home_url), _parts(said("login_url"))
    if home is None or said("landing_urls") != ():
        return
    place = (home.netloc, home.path.rstrip("/"))
    if not place[1]:
        why = "is the whole portal, and pages that refuse are below it as well"
    elif login is not None and place == (login.netloc, login.path.rstrip("/")):
        why = "is where the form is, and whoever is refused stays there"
    else:
        return
    yield Mistake(_key("landing_urls"), f"is missing: home_url of [portal] {why}")


def _parts(url: object) -> SplitResult | None:
    try:
        return urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return None


def _key(name: str) -> tuple[str, ...]:
    return ("methods", "email", name)
