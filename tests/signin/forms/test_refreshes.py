"""Pages that lead on by themselves."""

import pytest

from kiosk.signin.forms.refresh import parse_refresh
from tests.signin.forms.reading import URL, page


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("0", (0, "")),
        ("5; url=/x", (5, "/x")),
        (" 5 ;URL = '/x' y", (5, "/x")),
        ("5, url=\"/x", (5, "/x")),
        ("5 /x", (5, "/x")),
        ("5;/x", (5, "/x")),
        ("1.9;url=/x", (1, "/x")),
        (".5", (0, "")),
        ("5; url", (5, "url")),
        ("5x", None),
        ("-1", None),
        ("; url=/x", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_refresh_is_read_as_browsers_read_it(said: str, read: tuple[int, str] | None) -> None:
    refresh = parse_refresh(said)
    assert (None if refresh is None else (refresh.seconds, refresh.reference)) == read


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ("<meta http-equiv=Refresh content='0;url=x'>", "https://portail.example/compte/x"),
        ("<base href=/d/><meta http-equiv=refresh content='5;x'>", "https://portail.example/d/x"),
        ("<meta http-equiv=refresh content=1>", URL),
        ("<meta http-equiv=refresh content='6;url=x'>", None),
        ("<meta http-equiv=refresh content='900'><meta http-equiv=refresh content='0;x'>", None),
        ("<noscript><meta http-equiv=refresh content='0;url=x'></noscript>", None),
        ("<template><meta http-equiv=refresh content='0;url=x'></template>", None),
        ("<meta name=refresh content='0;url=x'>", None),
        ("", None),
    ],
)
def test_a_page_leads_on_by_itself_when_it_does_so_soon(html: str, target: str | None) -> None:
    refresh = page(html).refresh
    assert (None if refresh is None else refresh.reference) == target


def test_the_header_may_lead_on_as_well() -> None:
    refresh = page("", refresh="0; url=/y").refresh
    assert refresh is not None
    assert refresh.reference == "https://portail.example/y"
