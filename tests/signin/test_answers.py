"""How a provider's answers are read."""

import time
from email.utils import formatdate

import pytest

from kiosk.http import Answer
from kiosk.signin.oauth import answers, errors

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"


def answer(text: str = "", status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(url="https://localhost/", status=status, headers=named, text=text)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("999999999", 3600),
        ("9" * 5000, None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("", None),
        ("Sun, 06 Nov 1994 08:50:07 GMT", 30),
        ("Sun, 06 Nov 1994 08:49:07 GMT", 0),
        ("Sun, 06 Nov 2094 08:49:07 GMT", 3600),
    ],
)
def test_how_long_it_wants_to_be_left_alone(said: str, seconds: float | None) -> None:
    assert answers.retry_after(answer(retry_after=said, date=DATE)) == seconds


def test_a_date_counts_by_the_kiosks_clock_where_the_provider_shows_none() -> None:
    said = formatdate(time.time() + 600, usegmt=True)
    assert answers.retry_after(answer(retry_after=said)) == pytest.approx(600, abs=5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"a"',
        "{",
        "{}{}",
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        "[" * 100_000,
        '{"a": 1' + "0" * 9999,
    ],
)
def test_what_is_no_object_is_unclear(text: str) -> None:
    with pytest.raises(errors.ProviderUnclear):
        answers.document(answer(text))


def test_an_error_that_is_null_is_none() -> None:
    assert answers.document(answer('{"error": null, "expires_in": 5}'))["expires_in"] == 5


@pytest.mark.parametrize("value", [True, "5", None, -1, [], {}])
def test_a_length_of_time_is_a_number(value: object) -> None:
    with pytest.raises(errors.ProviderUnclear):
        answers.seconds({"expires_in": value}, "expires_in")


@pytest.mark.parametrize("value", [0, 5, 0.5, 10**400, 1e308])
def test_any_number_that_is_not_negative_is_a_length_of_time(value: float) -> None:
    assert answers.seconds({"interval": value}, "interval") >= 0


@pytest.mark.parametrize("value", ["", "a\nb", "a\x1b[2J", "é", 5, ["a"], {}])
def test_a_text_is_visible_ascii(value: object) -> None:
    with pytest.raises(errors.ProviderUnclear):
        answers.text({"device_code": value}, "device_code")


def test_nothing_that_a_provider_wrote_is_in_an_error() -> None:
    said = "\x1b[2Jp4ssword"
    for status in (200, 302, 400, 401, 403, 404, 429, 500, 503):
        with pytest.raises(errors.ProviderError) as caught:
            answers.document(
                answer(f'{{"error": "{said}", "error_description": "{said}"}}', status)
            )
        assert "p4ssword" not in f"{caught.value!r}"
