"""What a portal's sentences are taken to mean, and what they are not."""

import pytest

from kiosk.signin.email.phrases import (
    CLOSED,
    EXPIRED,
    FAILED,
    FIRST_SIGN_IN,
    LOCKED,
    OUTDATED,
    SENDS_CODE,
    TOO_MANY,
)
from kiosk.signin.email.words import refuses, says, says_only

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
    (LOCKED, "Votre compte est bloqué ou inactif."),
    (LOCKED, "Compte verrouillé à la suite de 5 tentatives infructueuses."),
    (LOCKED, "Compte désactivé, contactez votre administrateur."),
    (LOCKED, "This account has been locked out, please try again later."),
    (LOCKED, "Account is disabled, contact your administrator."),
    (LOCKED, "User account is locked"),
    (LOCKED, "Your account is locked or disabled."),
    (OUTDATED, "User credentials have expired"),
    (TOO_MANY, "Nombre maximal d’essais atteint"),
    (FAILED, "Une erreur est survenue. Réessayez."),
    (FAILED, "Something went wrong. Please try again."),
    (FAILED, "Accès refusé"),
    (SENDS_CODE, "Envoyer le code"),
    (SENDS_CODE, "Recevoir un code par courriel"),
    (SENDS_CODE, "Send me a code"),
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
    (EXPIRED, "Ce code a expiré ou a déjà été utilisé"),
    (EXPIRED, "Invalid or expired code"),
    (LOCKED, "Compte verrouillé ou mot de passe incorrect."),
    (LOCKED, "Account locked or wrong password."),
    (LOCKED, "Au bout de 5 essais, votre compte est bloqué."),
    (EXPIRED, "Your code expires at 10:05"),
    (LOCKED, ""),
]


REFUSALS = """
Mot de passe incorrect
Identifiant inconnu
Identifiant ou mot de passe incorrect.
Identifiant et/ou mot de passe incorrect
Identifiant/mot de passe incorrect.
Nom d'utilisateur ou mot de passe invalide
Nom d’utilisateur ou mot de passe invalide.
Votre identifiant ou votre mot de passe est incorrect.
Votre identifiant et/ou votre mot de passe sont erronés.
L'identifiant et/ou le mot de passe saisis sont incorrects
Le mot de passe que vous avez saisi est incorrect. Mot de passe oublié ?
Erreur : l’identifiant 899700366240 n’est pas reconnu.
Saisissez un nom d’utilisateur et un mot de passe valides.
Les identifiants saisis ne correspondent pas.
Vos identifiants ne sont pas reconnus
Tentative de connexion non valide.
Votre tentative de connexion a échoué. Veuillez réessayer.
L'authentification a échoué.
Échec de connexion : nous n'avons pas pu vous authentifier
Compte verrouillé ou mot de passe incorrect.
CODE INCORRECT
Code d'authentification invalide.
Code invalide ou expiré
Invalid username or password.
Incorrect username or password
Your username or password is incorrect.
Invalid login attempt.
Your login attempt was not successful. Please try again.
Please enter a correct username and password. Note that both fields may be case-sensitive.
Error: The username 899700366240 is not registered on this site.
Error: The password you entered for the username 899700366240 is incorrect.
Unknown username. Check again or try your email address.
Bad credentials
Invalid credentials.
Those details did not match
Invalid authenticator code.
""".strip().splitlines()
NO_REFUSALS = """
Mot de passe incorrect ? Demandez-en un autre.
Si votre mot de passe est incorrect, demandez-en un autre.
Mot de passe oublié
Identifiant ou adresse électronique
Bonjour Dr Agathe VALBRUNE-ESSAI
Saisissez le code reçu par courriel.
Enter the code that we sent you.
""".strip().splitlines()


def stated(text: str, phrases: tuple[str, ...]) -> bool:
    """Of a code, only what is beyond doubt makes it too old."""
    return says_only(text, phrases) if phrases is EXPIRED else says(text, phrases)


@pytest.mark.parametrize(("phrases", "text"), STATED)
def test_what_is_stated_is_found(phrases: tuple[str, ...], text: str) -> None:
    assert stated(text, phrases)


@pytest.mark.parametrize("text", REFUSALS)
def test_what_portals_say_of_wrong_passwords_and_codes_is_understood(text: str) -> None:
    assert refuses(text)
    assert refuses(f"Connexion {text} Mot de passe oublié ?")


@pytest.mark.parametrize("text", NO_REFUSALS)
def test_not_everything_about_passwords_refuses_one(text: str) -> None:
    assert not refuses(text)


@pytest.mark.parametrize(("phrases", "text"), NOT_STATED)
def test_what_is_asked_supposed_or_another_word_is_not(phrases: tuple[str, ...], text: str) -> None:
    assert not stated(text, phrases)


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
