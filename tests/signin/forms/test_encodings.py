"""Which encoding a page is read in, and what a form in it is written in."""

import pytest

from kiosk.signin.forms.bodies import urlencoded
from kiosk.signin.forms.encoding import decode, encode, named
from kiosk.signin.forms.entries import Entry
from tests.signin.forms.reading import page

E_ACUTE = {"utf-8": b"\xc3\xa9", "windows-1252": b"\xe9", "utf-16le": b"\xe9\x00"}
HEADER = "text/html; charset="


@pytest.mark.parametrize(
    ("start", "content_type", "name"),
    [
        (b"", "text/html", "windows-1252"),
        (b"", "", "windows-1252"),
        (b"", "application/xhtml+xml", "utf-8"),
        (b"", HEADER + "utf-8", "utf-8"),
        (b"", HEADER + '"UTF8"', "utf-8"),
        (b"", HEADER + " ' utf-8 ' ; x=y", "utf-8"),
        (b"", HEADER + "iso-8859-1", "windows-1252"),
        (b"", HEADER + "unknown", "windows-1252"),
        (b"", HEADER + "idna", "windows-1252"),
        (b"", HEADER + "rot13", "windows-1252"),
        (b"\xef\xbb\xbf", HEADER + "latin1", "utf-8"),
        (b"\xff\xfe", HEADER + "latin1", "utf-16le"),
        (b"<meta charset=utf-8>", "text/html", "utf-8"),
        (b"<meta charset=utf-8>", HEADER + "latin1", "windows-1252"),
        (b"<meta charset=nonsense><meta charset=utf-8>", "text/html", "utf-8"),
        (b"<meta charset=utf-16>", "text/html", "utf-8"),
        (b"<meta charset=x-user-defined>", "text/html", "windows-1252"),
        (
            b"<META content='text/html; charset=UTF-8' HTTP-EQUIV=Content-Type>",
            "text/html",
            "utf-8",
        ),
        (b"<meta http-equiv=refresh content='0;charset=utf-8'>", "text/html", "windows-1252"),
        (b"<!-- <meta charset=utf-8> -->", "text/html", "windows-1252"),
        (b"<script>'<meta charset=utf-8>'</script>", "text/html", "windows-1252"),
        (b" " * 1024 + b"<meta charset=utf-8>", "text/html", "windows-1252"),
        (b" " * 1010 + b"<meta charset=utf-8>", "text/html", "windows-1252"),
    ],
)
def test_the_encoding_is_the_one_that_browsers_take(
    start: bytes, content_type: str, name: str
) -> None:
    text, found = decode(start + E_ACUTE[name], content_type)
    assert found == name
    assert text.endswith("é")


def test_bytes_that_are_wrong_are_replaced() -> None:
    assert decode(b"a\xffb", HEADER + "utf-8") == ("a\ufffdb", "utf-8")
    assert decode(b"+ADw-", HEADER + "utf-7")[0] == "+ADw-"


@pytest.mark.parametrize("label", ["", "punycode", "base64", "utf_8", "ÜTF-8", "\ud800", "0"])
def test_a_label_that_is_none_of_the_web_is_unknown(label: str) -> None:
    assert named(label) is None


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("é€", "utf-8", "%C3%A9%E2%82%AC"),
        ("é€", "windows-1252", "%E9%80"),
        ("é€", "iso-8859-15", "%E9%A4"),
        ("\u0394\U0001f600", "windows-1252", "%26%23916%3B%26%23128512%3B"),
        ("\ud800", "utf-8", "%EF%BF%BD"),
        ("a\nb\rc\r\n", "utf-8", "a%0D%0Ab%0D%0Ac%0D%0A"),
        ("~*-._ +", "utf-8", "%7E*-._+%2B"),
    ],
)
def test_a_value_is_written_in_the_encoding_of_its_page(text: str, name: str, written: str) -> None:
    assert urlencoded([Entry("", text)], name) == f"={written}"


def test_half_a_character_is_none() -> None:
    assert encode("\ud83d\ude00", "utf-8") == "\U0001f600".encode()


def test_a_page_and_its_form_agree() -> None:
    html = "<title>é</title><form><input name=a value=é>".encode("latin-1")
    (form,) = page(html, content_type="text/html").forms
    assert (form.charset, form.controls[0].value) == ("windows-1252", "é")
