"""Which addresses belong to the same server, for everybody who compares them."""

import pytest

from devices.hosts import Origin, origin_of


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Portail.example", Origin("https", "portail.example", 443)),
        ("https://portail.example:443/espace?a=1#b", Origin("https", "portail.example", 443)),
        ("https://portail.example:8443/", Origin("https", "portail.example", 8443)),
        ("http://portail.example/", Origin("http", "portail.example", 80)),
        ("https://[::1]:8443/", Origin("https", "::1", 8443)),
    ],
)
def test_an_address_is_on_one_server(url: str, origin: Origin) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/espace",
        "about:blank",
        "https:///espace",
        "https://portail.example:99999/",
        "https://portail.example:x/",
        "https://[::1/",
        "https://portail.example@ailleurs.example/",
        "ftp://portail.example/",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_clear_address_on_the_web_is_on_none(url: str) -> None:
    assert origin_of(url) is None
