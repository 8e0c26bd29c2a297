"""What [methods.email] must say, and what an administrator reads otherwise."""

from pathlib import Path

import pytest

from kiosk.config import load
from tests.support.configs import (
    ECPS,
    EMAIL,
    METHODS,
    MINIMAL,
    PORTAL,
    email_of,
    rows,
    said_of_email,
    written,
)

FORGOTTEN = 'forgotten_password_url = "https://ailleurs.example/oubli"\n'


def test_without_its_table_there_is_no_e_mail(tmp_path: Path) -> None:
    assert load(written(tmp_path, MINIMAL)).methods.mail is None


def only_addressed(home: str, login: str = "connexion") -> str:
    """A file with nothing but these pages for e-mail."""
    addressed = PORTAL.replace('portail.example/"', f'portail.example/{home}"', 1) + METHODS
    return f'{addressed}[methods.email]\nlogin_url = "https://portail.example/{login}"\n'


def test_an_address_is_enough(tmp_path: Path) -> None:
    found = load(written(tmp_path, only_addressed("espace"))).methods.mail
    assert found is not None
    assert found.login_url == "https://portail.example/connexion"
    assert (found.code_length, found.code_letters, found.resend_seconds) == (6, False, 30)
    assert found.login_form is found.message_selector is found.forgotten_password_url is None
    assert found.landing_urls == found.locked_words == ()


def test_what_is_switched_off_is_not_there_and_may_be_unfinished(tmp_path: Path) -> None:
    more = "enabled = false\nforgotten_password_here = true\n"
    elsewhere = EMAIL.replace("portail.example", "ailleurs.example")
    config = load(written(tmp_path, MINIMAL + elsewhere + more))
    assert config.methods.email is not None
    assert config.methods.mail is None


def test_the_address_must_be_there(tmp_path: Path) -> None:
    table = "".join(EMAIL.splitlines(True)[::2])
    (row,) = rows(tmp_path, MINIMAL + table)
    assert row == "kiosk.toml:8: [methods.email] login_url: is missing"


WHOLE = "home_url of [portal] is the whole portal, and pages that refuse are below it as well"
TYPED = "home_url of [portal] is where the form is, and whoever is refused stays there"


@pytest.mark.parametrize(
    ("home", "login", "reason"),
    [
        ("", "connexion", WHOLE),
        ("?langue=fr", "connexion", WHOLE),
        ("espace", "espace", TYPED),
        ("espace/", "espace?etape=1", TYPED),
    ],
)
def test_where_one_arrives_must_be_said_if_home_does_not_tell(
    tmp_path: Path, home: str, login: str, reason: str
) -> None:
    text = only_addressed(home, login)
    (row,) = rows(tmp_path, text)
    assert row == f"kiosk.toml:8: [methods.email] landing_urls: is missing: {reason}"
    named = 'landing_urls = ["https://portail.example/espace"]\n'
    assert load(written(tmp_path, text + named)).methods.mail is not None
    assert load(written(tmp_path, text + "enabled = false\n")).methods.mail is None


def test_every_address_must_be_on_a_host_of_the_portal(tmp_path: Path) -> None:
    table = EMAIL.replace("portail.example/c", "portall.example/c")
    table = table.replace('espace"', 'a", "https://ailleurs.example/b"')
    where = "which is not among the allowed_hosts of [portal]"
    assert said_of_email(tmp_path, "", table) == [
        f'login_url: is on "portall.example", {where} (did you mean "portail.example"?)',
        f'landing_urls: item 2 is on "ailleurs.example", {where}',
    ]


def test_a_password_never_goes_to_the_hosts_of_e_cps(tmp_path: Path) -> None:
    table = EMAIL.replace("portail.example/c", "identite.example/c")
    (row,) = rows(tmp_path, MINIMAL + ECPS["qr"] + table)
    assert row.partition("[methods.email] ")[2] == (
        'login_url: is on "identite.example", which is not among the allowed_hosts of [portal]'
    )


def test_a_forgotten_password_may_be_anywhere_as_long_as_it_is_only_shown(tmp_path: Path) -> None:
    found = email_of(tmp_path, FORGOTTEN)
    assert found.forgotten_password_url == "https://ailleurs.example/oubli"
    assert not found.forgotten_password_here


def test_a_forgotten_password_that_is_opened_here_must_be_allowed(tmp_path: Path) -> None:
    here = "forgotten_password_here = true\n"
    assert said_of_email(tmp_path, FORGOTTEN + here) == [
        'forgotten_password_url: is on "ailleurs.example", '
        "which is not among the allowed_hosts of [portal]"
    ]
    allowed = FORGOTTEN.replace("ailleurs", "portail")
    assert email_of(tmp_path, allowed + here).forgotten_password_here


def test_a_page_that_is_not_named_cannot_be_opened(tmp_path: Path) -> None:
    assert said_of_email(tmp_path, "forgotten_password_here = true\n") == [
        "forgotten_password_here: has no effect without a forgotten_password_url"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("identifier_field", "password_field"),
        ("password_field", "login_button"),
        ("code_field", "code_button"),
        ("code_button", "resend_control"),
    ],
)
def test_one_control_cannot_be_two(tmp_path: Path, one: str, other: str) -> None:
    more = f'{other} = "x"\n{one} = "x"\n'
    assert said_of_email(tmp_path, more) == [f"{other}: is the same as {one}"]


def test_what_was_meant_is_said(tmp_path: Path) -> None:
    assert said_of_email(tmp_path, 'pasword_field = "mdp"\n') == [
        "pasword_field: unknown key (did you mean password_field?)"
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('login_url = "http://portail.example/"', "login_url: must start with https:// (did you"),
        ('landing_urls = ["https://portail.example/?a=b"]', "landing_urls: item 1 must end before"),
        ('login_form = ""', "login_form: must not be empty"),
        ('code_field = "a\\u0000b"', "code_field: must be one line of printable text"),
        ("code_length = 2", "code_length: must be between 3 and 12"),
        ("code_length = 13", "code_length: must be between 3 and 12"),
        ('code_length = "6"', "code_length: must be a whole number, not text in quotes"),
        ("resend_seconds = 601", "resend_seconds: must be between 0 and 600"),
        ('locked_words = "bloqué"', "locked_words: must be an array, not text in quotes"),
        ('closed_words = ["maintenance", ""]', "closed_words: item 2 must have at least 3 letters"),
        ('expired_words = [" - "]', "expired_words: item 1 must have at least 3 letters"),
    ],
)
def test_a_value_is_refused_with_its_reason(tmp_path: Path, line: str, expected: str) -> None:
    key = line.split(maxsplit=1)[0]
    table = "".join(each for each in EMAIL.splitlines(True) if not each.startswith(key))
    (said,) = said_of_email(tmp_path, f"{line}\n", table)
    assert said.startswith(expected)
