"""What signing in by password and mailed code, the flow and the kiosk get from kiosk.toml."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from kiosk.config import Config, load
from kiosk.email import brake_file, email_of
from kiosk.flow.mail import MailWay
from kiosk.front import rules_of
from kiosk.identity import Method
from kiosk.signin.email.sign_in import Email
from kiosk.wiring import settings_of
from tests.support.configs import ECPS, EMAIL, MINIMAL, written

EVERYTHING = """\
login_form = "connexion"
identifier_field = "identifiant"
password_field = "motdepasse"
login_button = "valider"
code_form = "verification"
code_field = "code"
code_button = "valider-code"
resend_control = "renvoyer"
message_selector = ".erreur"
address_selector = "#adresse"
expiry_selector = "#validite"
tries_selector = "#essais"
holder_selector = "#nom"
locked_words = ["bloqué"]
first_sign_in_words = ["première connexion"]
closed_words = ["maintenance"]
outdated_words = ["renouveler"]
expired_words = ["expiré"]
code_length = 8
code_letters = true
resend_seconds = 45
forgotten_password_url = "https://portail.example/oubli"
forgotten_password_here = true
"""


def config_of(folder: Path, more: str = "", others: str = "") -> Config:
    return load(written(folder, MINIMAL + others + EMAIL + more))


def email(config: Config) -> Email:
    found = email_of(config)
    assert found is not None
    return found


def there(config: Config) -> bool:
    """Whether anything of the kiosk knows of it."""
    parts = (email_of(config), settings_of(config).email, rules_of(config).mail)
    return any(part is not None for part in parts)


def test_without_its_table_nothing_speaks_of_it(tmp_path: Path) -> None:
    assert not there(load(written(tmp_path, MINIMAL)))


def test_what_is_switched_off_is_not_there(tmp_path: Path) -> None:
    assert not there(config_of(tmp_path, "enabled = false\n"))
    assert there(config_of(tmp_path))


def test_an_address_is_enough_to_begin(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    assert rules_of(config).mail == MailWay()
    assert email(config).way.login_url == "https://portail.example/connexion"
    assert email(config).forgotten_url is None


def test_everything_that_the_file_says_arrives(tmp_path: Path) -> None:
    config = config_of(tmp_path, EVERYTHING)
    way, mail = email(config).way, config.methods.mail
    own = [key.name for key in fields(way) if hasattr(mail, key.name)]
    assert len(own) == 20
    for name in own:
        assert getattr(way, name) == getattr(mail, name) != ()
    assert way.logout_url == "https://portail.example/fin"
    assert rules_of(config).mail == MailWay(8, True, 45.0, "https://portail.example/oubli", True)
    assert email(config).forgotten_url == "https://portail.example/oubli"


def test_a_password_goes_to_the_portal_alone_and_so_does_the_end(tmp_path: Path) -> None:
    config = config_of(tmp_path, others=ECPS["qr"])
    settings = settings_of(config)
    assert settings.email is not None
    assert settings.email.way.allowed_hosts == ("portail.example",)
    assert settings.portal(Method.EMAIL) is settings.email.way


def test_the_brake_lies_beside_the_journal(tmp_path: Path) -> None:
    config = config_of(tmp_path, others='[journal]\npath = "etat/poste.sqlite"\n')
    assert brake_file(config) == tmp_path / "etat" / "poste-brake.json"
    email_of(config)
    assert not (tmp_path / "etat").exists()


def test_the_rules_of_e_mail_need_nothing_heavy(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL + EMAIL + EVERYTHING)
    code = """
import sys
from pathlib import Path
from kiosk.config import load
from kiosk.front import rules_of
assert rules_of(load(Path(sys.argv[1]))).mail
print(sorted({"httpx", "selectolax", "webencodings", "kiosk.brake"} & set(sys.modules)))
"""
    arguments = [sys.executable, "-c", code, str(path)]
    assert subprocess.check_output(arguments, text=True).strip() == "[]"
