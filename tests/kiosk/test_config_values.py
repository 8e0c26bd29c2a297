"""What each kind of value refuses, and the values that must agree with each other."""

from pathlib import Path

import pytest

from kiosk.config import load
from tests.support.configs import METHODS, MINIMAL, PORTAL, rows, written

ADDRESS = "https://portail.example/"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://portail.example/", "must start with https://"),
        ("portail.example", "must start with https://"),
        ("HTTPS://portail.example/", "must start with https://"),
        ("javascript:alert(1)", "must start with https://"),
        ("https://", "is not a valid address"),
        ("https:///chemin", "is not a valid address"),
        ("https://portail..example/", "is not a valid address"),
        ("https://[::1/", "is not a valid address"),
        ("https://portail.example:0/", "is not a valid address"),
        ("https://portail.example:99999/", "is not a valid address"),
        ("https://portail.example:x/", "is not a valid address"),
        ("https://medecin:secret@portail.example/", "must not contain a user name or a password"),
        ("https://portail.example@ailleurs.example/", "must not contain a user name"),
        ("https://portail.example?@ailleurs.example/", "must not contain a user name"),
        ("https://ailleurs.example\\\\.portail.example/", "without spaces, accents or backslashes"),
        ("https://portail.example/a b", "without spaces, accents or backslashes"),
        ("https://portail.example/\\n", "without spaces, accents or backslashes"),
        ("https://mé.example/", "without spaces, accents or backslashes"),
        ("", "must be an address"),
    ],
)
def test_an_address_that_is_no_plain_https_is_refused(
    tmp_path: Path, address: str, said: str
) -> None:
    (row,) = rows(tmp_path, MINIMAL.replace(f'"{ADDRESS}"', f'"{address}"'))
    assert row.startswith("kiosk.toml:3: [portal] home_url: ")
    assert said in row
    assert "secret" not in row


@pytest.mark.parametrize(
    "address",
    [ADDRESS, "https://PORTAIL.example:8443/a?b=c#/d", "https://portail.example"],
)
def test_an_address_is_kept_as_written(tmp_path: Path, address: str) -> None:
    config = load(written(tmp_path, MINIMAL.replace(f'"{ADDRESS}"', f'"{address}"')))
    assert config.portal.home_url == address


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("https://portail.example/", "portail.example"),
        ("Portail.example", "portail.example"),
        ("*.example", None),
        ("*", None),
        ("a.*.example", None),
        ("portail.example:443", None),
        ("", None),
    ],
)
def test_an_allowed_host_is_a_name(tmp_path: Path, host: str, meant: str | None) -> None:
    text = MINIMAL.replace('["portail.example"]', f'["portail.example", "{host}"]')
    suggestion = f' (did you mean "{meant}"?)' if meant else ""
    assert rows(tmp_path, text) == [
        "kiosk.toml:5: [portal] allowed_hosts: item 2 must be a host name in lower case, "
        f"or *. and a domain{suggestion}"
    ]


def test_every_address_must_be_on_an_allowed_host(tmp_path: Path) -> None:
    text = MINIMAL.replace('["portail.example"]', '["ailleurs.example"]')
    said = rows(tmp_path, text)
    assert [row.split(": is on")[0] for row in said] == [
        "kiosk.toml:3: [portal] home_url",
        "kiosk.toml:4: [portal] logout_url",
        "kiosk.toml:7: [methods.card] login_url",
    ]


def test_a_domain_allows_what_is_below_it_and_not_what_ends_like_it(tmp_path: Path) -> None:
    text = MINIMAL.replace('["portail.example"]', '["*.portail.example"]')
    assert len(rows(tmp_path, text)) == 3
    below = load(written(tmp_path, text.replace("//portail", "//cps.portail")))
    assert below.portal.home_url == "https://cps.portail.example/"
    assert len(rows(tmp_path, text.replace("//portail", "//fauxportail"))) == 3


def test_the_help_page_may_be_anywhere(tmp_path: Path) -> None:
    text = MINIMAL + '[help]\nprocedure_url = "https://aide.example/"\n'
    assert load(written(tmp_path, text)).help.procedure_url == "https://aide.example/"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("idle_minutes = 0", "idle_minutes: must be between 1 and 60"),
        ("max_minutes = 5", "idle_minutes: must not be above max_minutes"),
        ("idle_minutes = 1", "warn_seconds: must be shorter than idle_minutes"),
    ],
)
def test_a_session_must_have_time_to_end(tmp_path: Path, lines: str, said: str) -> None:
    (row,) = rows(tmp_path, f"{MINIMAL}[session]\n{lines}\n")
    assert row.endswith(f"[session] {said}")


@pytest.mark.parametrize(
    "argument",
    [
        "--ignore-certificate-errors",
        "--user-data-dir=/home/kiosk",
        "--remote-debugging-port=9222",
        "https://ailleurs.example/",
        "-v",
    ],
)
def test_a_browser_argument_cannot_undo_the_kiosk(tmp_path: Path, argument: str) -> None:
    (row,) = rows(tmp_path, f'{MINIMAL}[browser]\narguments = ["--lang=fr", "{argument}"]\n')
    assert row.startswith("kiosk.toml:9: [browser] arguments: item 2 ")


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("kiosk", 'name = ""', "must not be empty"),
        ("kiosk", 'name = "a\\tb"', "must be one line of printable text"),
        ("kiosk", f'name = "{"a" * 81}"', "must have at most 80 characters"),
        ("help", 'card_email = "personne"', "must be an e-mail address"),
        ("card", "tls_max = 1.2", 'must be "1.2" or "1.3" (did you mean "1.2"?)'),
        ("card", 'pkcs11_module = "rien.so"', "cannot be read: "),
        ("card", 'pkcs11_module = "."', "is not a file: "),
        ("card", 'pkcs11_module = ""', "must be the name of a file"),
        ("card", 'pkcs11_module = "~/cps.so"', "must be written whole: a service has no ~"),
        ("journal", "path = true", "must be text in quotes, not true or false"),
    ],
)
def test_a_value_is_refused_with_its_reason(
    tmp_path: Path, table: str, line: str, said: str
) -> None:
    (row,) = rows(tmp_path, f"{MINIMAL}[{table}]\n{line}\n")
    assert row.startswith(f"kiosk.toml:9: [{table}] {line.split(maxsplit=1)[0]}: {said}")


def test_a_file_of_authorities_must_hold_some(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("Autorité du portail")
    (row,) = rows(tmp_path, f'{PORTAL}ca_file = "ca.pem"\n{METHODS}')
    assert row == "kiosk.toml:6: [portal] ca_file: holds no certificate in PEM form: ca.pem"
