"""What becomes of a form that is filled in. What Chromium sends is in test_against_chromium.py."""

import pytest

from kiosk.http_errors import NotHttps
from kiosk.signin.forms.errors import DoesNotFit, Incomplete
from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.submission import leads_to, submission
from tests.signin.forms.reading import page


def sent(inside: str, values: Values, attributes: str = "") -> str:
    """The body of the form's request, by its default button."""
    (form,) = page(f"<form method=post {attributes}>{inside}</form>").forms
    return submission(form, values, None).body.decode()


@pytest.mark.parametrize(
    ("inside", "values", "body"),
    [
        ("<input name=n value=old>", {0: "é +"}, "n=%C3%A9+%2B"),
        ("<input name=n>", {0: ""}, "n="),
        ("<input name=n>", {0: "a\r\nb\n"}, "n=ab"),
        ("<input type=password name=n>", {0: " a "}, "n=+a+"),
        ("<input type=email name=n>", {0: " a@b.fr\n"}, "n=a%40b.fr"),
        ("<textarea name=n>old</textarea>", {0: "a\nb"}, "n=a%0D%0Ab"),
        ("<input name=n maxlength=3>", {0: "123"}, "n=123"),
        ("<input name=n maxlength=2>", {0: "\U0001f600"}, "n=%F0%9F%98%80"),
        ("<input name=n maxlength=-1>", {0: "12"}, "n=12"),
        ("<input type=number name=n maxlength=1>", {0: "12"}, "n=12"),
        ("<input name=n disabled>", {0: "a"}, "n=a"),
        ("<input type=hidden name=n value=old>", {0: "a"}, "n=a"),
        ("<input type=hidden name=n value=old><input name=n>", {1: "a"}, "n=old&n=a"),
        ("<input name=n hidden><input name=n>", {1: "a"}, "n=&n=a"),
        ("<input name=n><input name=n value=old>", {0: "a"}, "n=a&n=old"),
        ("<input name=n><input name=n><input name=n>", {0: "1", 1: "2"}, "n=1&n=2&n="),
        ("<input name=n><button name=n value=b>", {0: "a"}, "n=a&n=b"),
    ],
)
def test_a_field_takes_what_is_typed(inside: str, values: Values, body: str) -> None:
    assert sent(inside, values) == body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("<input name=n maxlength=8>", "s3cret-23"),
        ("<input type=password name=n maxlength=0>", "s3cret"),
        ("<textarea name=n maxlength=2>", "s3cret"),
        ("<input name=n maxlength=7>", "s3cret\U0001f600"),
    ],
)
def test_nothing_else_is_sent_than_what_was_typed(field: str, value: str) -> None:
    with pytest.raises(DoesNotFit, match="n takes no more") as caught:
        sent(field, {0: value})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "inside",
    ["", "<input type=checkbox name=n>", "<button name=n>", "<input id=n>", "<select name=n>"],
)
def test_nothing_is_typed_where_there_is_no_field(inside: str) -> None:
    with pytest.raises(ValueError, match="no field") as caught:
        sent(inside, {0: "s3cret"})
    assert "s3cret" not in str(caught.value)


OPTIONS = "<option value=''>Choisir<option value=1>"


@pytest.mark.parametrize(
    ("required", "value"),
    [
        ("<input name=cgu required>", ""),
        ("<input type=date name=cgu required>", ""),
        ("<textarea name=cgu required></textarea>", ""),
        ("<input type=checkbox name=cgu required>", ""),
        ("<input type=radio name=cgu required><input type=radio name=cgu>", ""),
        ("<input type=file name=cgu required>", ""),
        (f"<select name=cgu required>{OPTIONS}</select>", ""),
        ("<input name=cgu required hidden>", ""),
        ("<input name=cgu required value=1>", "&cgu=1"),
        ("<input type=checkbox name=cgu required checked>", "&cgu=on"),
        ("<input type=radio name=cgu required><input type=radio name=cgu checked>", "&cgu=on"),
        (f"<select name=cgu required>{OPTIONS.replace('=1', '=1 selected')}</select>", "&cgu=1"),
        ("<input type=hidden name=cgu required>", "&cgu="),
        ("<input name=cgu required readonly>", "&cgu="),
        ("<input name=cgu required disabled><input required>", "&"),
        ("<input name=cgu required><button formnovalidate>", "&cgu="),
    ],
)
def test_nothing_is_sent_where_a_browser_would_first_ask_for_something_else(
    required: str, value: str
) -> None:
    inside = "<input name=n required>" + required
    assert sent(inside, {0: "s3cret"}, "novalidate").startswith("n=s3cret")
    if value:
        assert sent(inside, {0: "s3cret"}) == f"n=s3cret{value}".removesuffix("&")
    else:
        with pytest.raises(Incomplete, match="cgu") as caught:
            sent(inside, {0: "s3cret"})
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
