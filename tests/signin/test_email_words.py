"""What a portal's sentences are taken to mean, and what they are not."""

import pytest

from kiosk.signin.email.words import (
    CLOSED,
    EXPIRED,
    FIRST_SIGN_IN,
    LOCKED,
    LONGEST_TEXT,
    OUTDATED,
    TOO_MANY,
    WRONG,
    says,
)

STATED = [
    (LOCKED, "Votre compte est bloqué."),
    (LOCKED, "VOTRE COMPTE A ETE VERROUILLE"),
    (LOCKED, "Identifiant ou mot de passe incorrect. Compte bloqué : contactez-nous."),
    (TOO_MANY, "Nombre maximum de tentatives atteint"),
    (TOO_MANY, "Trop d’essais : recommencez."),
    (LOCKED, "Your account has been locked. Forgotten your password?"),
    (LOCKED, "Account locked: too many login attempts. Please try again later."),
    (FIRST_SIGN_IN, "La première connexion doit se faire par carte CPS ou e-CPS."),
    (FIRST_SIGN_IN, "Vous ne vous êtes jamais connectée\n avec votre carte."),
    (FIRST_SIGN_IN, "The first sign-in must be made with your card."),
    (CLOSED, "Le site est en maintenance."),
    (CLOSED, "Le site est en maintenance Compte bloqué ? Contactez l'assistance."),
    (LOCKED, "Si besoin, appelez-nous Votre compte est bloqué"),
    (LOCKED, "Compte Bloqué Une question ?"),
    (CLOSED, "Maintenance Le portail est fermé pour maintenance. Revenez à 14 h."),
    (CLOSED, "Service momentanément indisponible"),
    (CLOSED, "The site is down for maintenance"),
    (OUTDATED, "Votre mot de passe a expiré."),
    (OUTDATED, "Vous devez changer votre mot de passe !"),
    (OUTDATED, "Your password has expired"),
    (EXPIRED, "Code expiré."),
    (EXPIRED, "CODE EXPIRÉ, demandez-en un autre"),
    (EXPIRED, "Ce code n’est plus valable."),
    (EXPIRED, "This code has expired. Ask for another one?"),
    (WRONG, "Mot de passe incorrect"),
]
NOT_STATED = [
    (LOCKED, "Compte bloqué ? Contactez l'assistance."),
    (LOCKED, "Votre compte a été débloqué"),
    (LOCKED, "Encore 2 essais avant que votre compte soit bloqué."),
    (TOO_MANY, "Après trop de tentatives, votre compte sera bloqué."),
    (LOCKED, "Identifiant incorrect ou compte verrouillé."),
    (LOCKED, "Account unlocked"),
    (LOCKED, "Si votre Compte est bloqué, appelez-nous"),
    (LOCKED, "COMPTE BLOQUÉ ? CONTACTEZ L'ASSISTANCE."),
    (LOCKED, "If your account is locked, call us."),
    (FIRST_SIGN_IN, "S’il s’agit de votre première connexion, utilisez votre carte."),
    (CLOSED, "Une maintenance est prévue dimanche"),
    (OUTDATED, "Mot de passe expiré ou oublié ?"),
    (OUTDATED, "Si votre mot de passe a expiré, choisissez-en un autre"),
    (EXPIRED, "Code erroné. Le code expire dans 4 minutes."),
    (EXPIRED, "Le code est incorrect ou a expiré"),
    (EXPIRED, "Your code expires at 10:05"),
    (LOCKED, ""),
]


@pytest.mark.parametrize(("phrases", "text"), STATED)
def test_what_is_stated_is_found(phrases: tuple[str, ...], text: str) -> None:
    assert says(text, phrases)


@pytest.mark.parametrize(("phrases", "text"), NOT_STATED)
def test_what_is_asked_supposed_or_another_word_is_not(phrases: tuple[str, ...], text: str) -> None:
    assert not says(text, phrases)


def test_a_question_before_or_after_does_not_hide_what_is_stated() -> None:
    assert says("Un souci ? Votre compte est bloqué. Une question ?", LOCKED)
    assert says("Compte bloqué ? Oui, votre compte est bloqué", LOCKED)


@pytest.mark.parametrize("word", ["Accès clos", "acces clos", "ACCÈS  CLOS", "accès\u00a0clos"])
def test_words_of_a_configuration_are_compared_without_case_accents_and_spaces(word: str) -> None:
    assert says("L'accès\n  clos depuis ce matin", [word])


def test_the_typographic_apostrophe_is_the_plain_one() -> None:
    assert says("Trop d’essais", ["trop d'essais"])
    assert says("Trop d'essais", ["trop d’essais"])


def test_no_word_is_found_nowhere() -> None:
    assert not says("Votre compte est bloqué", ("",))


def test_a_long_page_is_not_read_to_its_end() -> None:
    assert not says("a" * LONGEST_TEXT + " votre compte est bloqué", LOCKED)
