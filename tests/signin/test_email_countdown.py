"""How long a code is good for, in a portal's own words."""

import pytest

from kiosk.signin.email.countdown import end_as_pointed_at, end_of_code

SENT = 100.0
NOW = 400.0

FROM_SENDING = [
    ("Ce code est valable 10 minutes.", 600),
    ("Code à usage unique, valable une seule fois pendant 5 min", 300),
    ("Durée de validité : 600 secondes", 600),
    ("It is valid for 1 hour.", 3600),
]
FROM_NOW = [
    ("Le code expire dans 5 min", 300),
    ("Le code expirera dans 4 min 30 s", 270),
    ("Temps restant : 04:32", 272),
    ("Il vous reste 1 h et 5 minutes", 3900),
    ("09:59 restantes", 599),
    ("Expires in 2 minutes and 5 seconds", 125),
    ("Il reste 1:00:05", 3605),
    ("Le code expire dans 0 s", 0),
    ("Votre code est encore valable 4 min 32 s.", 272),
    ("Il est toujours valide pendant 3 minutes", 180),
    ("Ce code reste valable 00:45", 45),
    ("The code is still valid for 2 minutes", 120),
    ("Validité restante : 2 min", 120),
    ("Valable encore 3 minutes", 180),
]
SAYS_NOTHING = [
    "Le code expire à 14:32",
    "Valable jusqu'à 14:05",
    "Vous pourrez demander un autre code dans 30 secondes",
    "Il vous reste 2 essais",
    "Valable 48 heures",
    "Valable 10 mois",
    "Réf. 12:34:56:78",
    "",
]


@pytest.mark.parametrize(("text", "seconds"), FROM_SENDING)
def test_a_validity_counts_from_when_the_code_was_sent(text: str, seconds: int) -> None:
    assert end_of_code(text, now=NOW, sent=SENT) == SENT + seconds


@pytest.mark.parametrize(("text", "seconds"), FROM_NOW)
def test_a_countdown_counts_from_now(text: str, seconds: int) -> None:
    assert end_of_code(text, now=NOW, sent=SENT) == NOW + seconds


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_anything_else_says_nothing(text: str) -> None:
    assert end_of_code(text, now=NOW, sent=SENT) is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("05:00", 300), ("10 min", 600), ("300", 300), (" 2 minutes ", 120)]
)
def test_where_the_configuration_points_a_bare_time_is_enough(text: str, seconds: int) -> None:
    assert end_as_pointed_at(text, now=NOW, sent=SENT) == NOW + seconds


@pytest.mark.parametrize("text", ["", "bientôt", "9" * 400, "à 10:05"])
def test_what_is_no_time_says_nothing_there_either(text: str) -> None:
    assert end_as_pointed_at(text, now=NOW, sent=SENT) is None


def test_there_too_a_validity_counts_from_when_the_code_was_sent() -> None:
    assert end_as_pointed_at("valable 10 minutes", now=NOW, sent=SENT) == SENT + 600
