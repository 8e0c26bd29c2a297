"""What a kiosk.toml becomes, and what an administrator reads when it has mistakes."""

from pathlib import Path

import pytest

from kiosk.config import Config, load
from tests.support.configs import METHODS, MINIMAL, PORTAL, rows, written


def configured(folder: Path, more: str = "") -> Config:
    return load(written(folder, MINIMAL + more))


def test_a_short_file_is_completed_with_defaults(tmp_path: Path) -> None:
    config = configured(tmp_path)
    assert config.portal.home_url == "https://portail.example/"
    assert config.session.idle_minutes == 10
    assert config.card.trusted_issuers == ("AC IGC-SANTE FORT PERSONNES",)
    assert config.help.card_phone.startswith("0 825 85 2000")


def test_what_the_file_says_stands_against_the_defaults(tmp_path: Path) -> None:
    config = configured(tmp_path, '[reader]\nallow = ["Gem", "ACR"]\n[browser]\nwarm = false\n')
    assert config.reader.allow == ("Gem", "ACR")
    assert not config.browser.warm


def test_a_configuration_cannot_be_changed(tmp_path: Path) -> None:
    config = configured(tmp_path)
    with pytest.raises(AttributeError):
        config.portal.home_url = "https://ailleurs.example/"  # type: ignore[misc]
    assert hash(config) == hash(configured(tmp_path))


def test_files_are_relative_to_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    path = written(tmp_path, PORTAL + 'ca_file = "ca.pem"\n' + METHODS + "[journal]\npath = 'j.db'")
    monkeypatch.chdir(tmp_path.parent)
    config = load(Path(tmp_path.name) / path.name)
    assert config.portal.ca_file == tmp_path / "ca.pem"
    assert config.journal.path == tmp_path / "j.db"


def test_all_mistakes_are_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert rows(
        tmp_path,
        """\
langage = "fr"
[kiosk]
language = "fra"
site = 2024-01-01
[reader]
allow = [
    ".*",  # one ]
    "([",
    3,
]
[card]
warn_expiry_days = "30"
trusted_issuers = []
[portal]
home_url = "http://portail.example/"
logout_url = "https://portail.exemple/"
allowed_hosts = ["portail.example"]
[methods]
card = { login_uri = true, login_url = 5 }
[session]
idle_minutes = 10.5
max_minutes = true
warn_seconds = 9999
""",
    ) == [
        "kiosk.toml:1: langage: unknown key (did you mean [kiosk] language?)",
        'kiosk.toml:3: [kiosk] language: must be "fr" or "en" (did you mean "fr"?)',
        "kiosk.toml:4: [kiosk] site: must be text in quotes, not a date or a time",
        "kiosk.toml:8: [reader] allow: item 2 is not a regular expression: "
        "unterminated character set at position 1",
        "kiosk.toml:9: [reader] allow: item 3 must be text in quotes, not a whole number",
        "kiosk.toml:12: [card] warn_expiry_days: must be a whole number, not text in quotes",
        "kiosk.toml:13: [card] trusted_issuers: must not be empty",
        "kiosk.toml:14: [portal] name: is missing",
        "kiosk.toml:15: [portal] home_url: must start with https:// "
        '(did you mean "https://portail.example/"?)',
        'kiosk.toml:16: [portal] logout_url: is on "portail.exemple", which is not among the '
        'allowed_hosts of [portal] (did you mean "portail.example"?)',
        "kiosk.toml:19: [methods.card] login_uri: unknown key",
        "kiosk.toml:19: [methods.card] login_url: must be text in quotes, not a whole number",
        "kiosk.toml:21: [session] idle_minutes: must be a whole number, not a number with a point",
        "kiosk.toml:22: [session] max_minutes: must be a whole number, not true or false",
        "kiosk.toml:23: [session] warn_seconds: must be between 0 and 300",
    ]


def test_a_missing_table_has_no_line(tmp_path: Path) -> None:
    assert rows(tmp_path, "") == [
        "kiosk.toml: [portal]: is missing",
        "kiosk.toml: [methods]: is missing",
    ]


def test_a_misspelt_name_is_not_missing_as_well(tmp_path: Path) -> None:
    text = MINIMAL.replace("home_url", "home-url").replace("[methods.card]", "[method.card]")
    assert rows(tmp_path, text) == [
        "kiosk.toml:3: [portal] home-url: unknown key (did you mean home_url?)",
        "kiosk.toml:6: [method]: unknown table (did you mean [methods]?)",
    ]


def test_a_key_in_the_wrong_table_is_shown_its_own(tmp_path: Path) -> None:
    assert rows(tmp_path, MINIMAL + "[session]\ntimeout_seconds = 3\n") == [
        "kiosk.toml:9: [session] timeout_seconds: unknown key "
        "(did you mean [portal] timeout_seconds?)"
    ]


def test_a_name_that_resembles_nothing_is_only_unknown(tmp_path: Path) -> None:
    assert rows(tmp_path, MINIMAL + "[zzz]\n[kiosk]\nqqq = 1\n") == [
        "kiosk.toml:8: [zzz]: unknown table",
        "kiosk.toml:10: [kiosk] qqq: unknown key",
    ]


def test_a_name_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, MINIMAL + '"a\\u001b[2J\\nb" = 1\n')
    assert row == "kiosk.toml:8: [methods.card] a[2J b: unknown key"


@pytest.mark.parametrize(
    ("value", "found"),
    [("[[portal]]", "an array"), ("portal = 3", "a whole number"), ("portal = 1.0", "a number")],
)
def test_a_table_that_is_something_else_is_said(tmp_path: Path, value: str, found: str) -> None:
    (row,) = rows(tmp_path, value + "\n" + METHODS)
    assert row.startswith(f"kiosk.toml:1: [portal]: must be a table, not {found}")
