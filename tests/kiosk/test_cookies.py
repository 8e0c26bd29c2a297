"""Cookies as browsers keep them (RFC 6265), on their way from a portal to the doctor's browser."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cookie import Cookie
from kiosk.cookie_date import parse_cookie_date
from kiosk.cookies import LATEST_SECONDS, LONGEST, MOST, CookieJar, parse_set_cookie

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC).timestamp()
URL = "https://portail.sante.test/connexion/carte"


def kept(line: str, url: str = URL) -> Cookie | None:
    """What remains of one Set-Cookie line."""
    return parse_set_cookie(line, url, NOW)


def sent(url: str, *lines: str, set_by: str = URL) -> str:
    """What a request carries once the lines were set."""
    jar = CookieJar()
    jar.store(set_by, lines, NOW)
    return jar.header(url, NOW)


def test_every_attribute_reaches_the_browser() -> None:
    line = "s=v; Path=/espace; Secure; HttpOnly; SameSite=Strict; Max-Age=60"
    assert kept(line) == Cookie(
        name="s",
        value="v",
        domain="portail.sante.test",
        host_only=True,
        path="/espace",
        secure=True,
        http_only=True,
        same_site="Strict",
        expires=NOW + 60,
    )


def test_a_bare_cookie_lasts_for_the_session_and_belongs_to_its_host_and_directory() -> None:
    cookie = kept("s=v")
    assert cookie is not None
    assert (cookie.host_only, cookie.path, cookie.expires) == (True, "/connexion", None)
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (False, False, None)


def test_a_dotless_host_keeps_its_name() -> None:
    for line in ("s=v", "s=v; Domain=localhost", "s=v; Domain=.localhost"):
        cookie = kept(line, "https://localhost:8443/")
        assert cookie is not None
        assert (cookie.domain, cookie.host_only) == ("localhost", True)


def test_a_domain_cookie_goes_to_hosts_below_it_and_a_host_cookie_does_not() -> None:
    lines = ("d=1; Domain=.Sante.Test; Path=/", "h=1; Path=/")
    assert sent("https://portail.sante.test/", *lines) == "d=1; h=1"
    assert sent("https://autre.sante.test/", *lines) == "d=1"
    assert sent("https://malsante.test/", *lines) == ""


@pytest.mark.parametrize("domain", ["ailleurs.example", "test", "x.portail.sante.test", "te.test"])
def test_nobody_sets_a_cookie_for_a_host_that_is_not_above_him(domain: str) -> None:
    assert kept(f"s=v; Domain={domain}") is None


def test_an_address_has_no_hosts_below_it() -> None:
    cookie = kept("s=v; Domain=127.0.0.1", "https://127.0.0.1/")
    assert cookie is not None
    assert cookie.host_only
    assert kept("s=v; Domain=0.0.1", "https://127.0.0.1/") is None


def test_longer_paths_come_first_and_other_paths_are_left_out() -> None:
    lines = ("a=1; Path=/", "b=2; Path=/espace/", "c=3; Path=/espace/dossier", "d=4; Path=/esp")
    assert sent("https://portail.sante.test/espace/dossier", *lines) == "c=3; b=2; a=1"
    assert sent("https://portail.sante.test/espace", *lines) == "a=1"


def test_setting_a_cookie_again_replaces_it_where_it_was() -> None:
    assert sent(URL, "a=1", "b=1", "a=2") == "a=2; b=1"


@pytest.mark.parametrize(
    "end", ["Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"]
)
def test_a_portal_takes_a_cookie_back_by_letting_it_expire(end: str) -> None:
    assert sent(URL, "a=1", f"a=; {end}") == ""


def test_a_cookie_is_gone_once_it_has_expired() -> None:
    jar = CookieJar()
    jar.store(URL, ["a=1; Max-Age=60"], NOW)
    assert jar.alive(NOW + 59)
    assert not jar.alive(NOW + 60)
    assert jar.header(URL, NOW + 60) == ""


def test_max_age_goes_before_expires_and_nothing_lives_longer_than_400_days() -> None:
    both = kept("a=1; Max-Age=5; Expires=Wed, 24 Nov 2027 09:00:00 GMT")
    long = kept(f"a=1; Max-Age={10**14}")
    absurd = kept(f"a=1; Max-Age={'9' * 400}; Expires=Fri, 31 Dec 9999 23:59:59 GMT")
    assert [cookie and cookie.expires for cookie in (both, long, absurd)] == [
        NOW + 5,
        NOW + LATEST_SECONDS,
        NOW + LATEST_SECONDS,
    ]


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("__Host-s=v; Secure; Path=/", True),
        ("__Host-s=v; Secure", False),
        ("__Host-s=v; Path=/", False),
        ("__Host-s=v; Secure; Path=/; Domain=portail.sante.test", False),
        ("__Secure-s=v; Secure", True),
        ("__Secure-s=v", False),
    ],
)
def test_a_name_that_promises_something_keeps_it(line: str, accepted: bool) -> None:
    assert (kept(line) is not None) is accepted


@pytest.mark.parametrize(
    "line",
    ["", ";", "=v", "s", "s=v\r\nX: y", "s=\x00", "s=" + "x" * LONGEST, "s=\x7f; Secure"],
)
def test_what_a_browser_would_refuse_is_not_kept(line: str) -> None:
    assert kept(line) is None


def test_a_portal_cannot_fill_the_memory_with_cookies() -> None:
    jar = CookieJar()
    jar.store(URL, [f"c{number}=1" for number in range(1000)], NOW)
    assert len(jar.alive(NOW)) == MOST


def test_values_are_handed_over_as_they_were_set() -> None:
    assert sent(URL, 's="a,b c=d"', "t=é") == 's="a,b c=d"; t=é'


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 24 Nov 2026 09:00:00 GMT",
        "Tuesday, 24-Nov-26 09:00:00 GMT",
        "Tue Nov 24 09:00:00 2026",
        "24 november 2026 9:0:0",
        "09:00:00 24/nov/2026",
    ],
)
def test_dates_are_read_in_every_way_servers_write_them(text: str) -> None:
    assert parse_cookie_date(text) == NOW


@pytest.mark.parametrize(
    "text", ["", "demain", "31 Feb 2026 09:00:00", "24 Nov 2026 25:00:00", "24 Nov 2026", "99999"]
)
def test_what_is_no_date_is_ignored(text: str) -> None:
    assert parse_cookie_date(text) is None


@given(st.text(max_size=200))
def test_no_line_is_too_strange(line: str) -> None:
    jar = CookieJar()
    jar.store(URL, [line], NOW)
    header = jar.header(URL, NOW)
    assert "\n" not in header
    assert "\r" not in header
    header.encode()
