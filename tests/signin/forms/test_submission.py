"""What becomes of a form that is filled in. What Chromium sends is in test_against_chromium.py."""

from collections.abc import Sequence

import pytest

from kiosk.http_errors import NotHttps
from kiosk.signin.forms.submission import leads_to, submission
from tests.signin.forms.reading import page


def sent(inside: str, values: dict[str, str | Sequence[str]], attributes: str = "") -> str:
    """The body of the form's request, by its default button."""
    (form,) = page(f"<form method=post {attributes}>{inside}</form>").forms
    return submission(form, values, None).body.decode()


@pytest.mark.parametrize(
    ("inside", "value", "body"),
    [
        ("<input name=n value=old>", "é +", "n=%C3%A9+%2B"),
        ("<input name=n>", "", "n="),
        ("<input name=n>", "a\r\nb\n", "n=ab"),
        ("<input type=password name=n>", " a ", "n=+a+"),
        ("<input type=email name=n>", " a@b.fr\n", "n=a%40b.fr"),
        ("<textarea name=n>old</textarea>", "a\nb", "n=a%0D%0Ab"),
        ("<input name=n maxlength=3>", "12345", "n=123"),
        ("<input name=n maxlength=3>", "1\U0001f6003", "n=1%F0%9F%98%80"),
        ("<input name=n maxlength=2>", "1\U0001f600", "n=1"),
        ("<input name=n maxlength=-1>", "12", "n=12"),
        ("<input name=n maxlength=0>", "12", "n="),
        ("<input name=n disabled>", "a", "n=a"),
        ("<input type=hidden name=n value=old>", "a", "n=a"),
        ("<input type=hidden name=n value=old><input name=n>", "a", "n=old&n=a"),
        ("<input name=n><input name=n value=old>", "a", "n=a&n=old"),
        ("<input name=n><input name=n><input name=n>", ["1", "2"], "n=1&n=2&n="),
        ("<input name=n><button name=n value=b>", "a", "n=a&n=b"),
    ],
)
def test_a_field_takes_what_is_typed_as_far_as_it_can(
    inside: str, value: str | Sequence[str], body: str
) -> None:
    assert sent(inside, {"n": value}) == body


@pytest.mark.parametrize(
    "inside",
    ["", "<input type=checkbox name=n>", "<button name=n>", "<input id=n>", "<select name=n>"],
)
def test_nothing_is_typed_where_there_is_no_field(inside: str) -> None:
    with pytest.raises(ValueError, match="no field") as caught:
        sent(inside, {"n": "s3cret"})
    assert "s3cret" not in str(caught.value)


def test_what_stands_in_a_datalist_is_never_sent() -> None:
    assert sent("<datalist><input name=a value=1></datalist><input name=b value=2>", {}) == "b=2"


def test_the_first_submit_button_counts_even_if_only_a_script_would_enable_it() -> None:
    buttons = "<button name=b value=go disabled></button><button name=b value=back></button>"
    assert sent(buttons, {}) == "b=go"


def test_without_a_button_a_form_is_sent_as_by_a_script() -> None:
    assert sent("<input name=a value=1><input name=b value=2>", {}) == "a=1&b=2"


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ("action='javascript:void(0)'", ""),
        ("action=' java\tscript:go()'", ""),
        ("action=mailto:a@b.example", ""),
        ("action=https://[", ""),
        ("action=x", "<button formaction=javascript:x>"),
        ("action=x", "<button formmethod=dialog>"),
    ],
)
def test_a_form_that_only_scripts_can_send_is_not_sent(attributes: str, inside: str) -> None:
    (form,) = page(f"<form method=post {attributes}>{inside}</form>").forms
    assert not leads_to(form, None).startswith("http")
    with pytest.raises(NotHttps):
        submission(form, {}, None)


def test_nothing_of_a_request_is_shown() -> None:
    (form,) = page("<form method=post action='?s3cret'><input name=n value=s3cret>").forms
    assert "s3cret" not in repr(submission(form, {}, None))
