"""What a portal's sentences mean: words of French and English, and how they are looked for."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from kiosk.signin.email.way import EmailWay

LONGEST_TEXT = 50_000
"""Characters of a page that are looked through: what it says of itself stands further above."""

LOCKED = (
    *("compte bloqué", "compte est bloqué", "compte est temporairement bloqué"),
    *("compte verrouillé", "compte est verrouillé", "compte est temporairement verrouillé"),
    *("compte a été bloqué", "compte a été verrouillé", "compte a été temporairement"),
    *("compte a été désactivé", "compte a été suspendu", "compte est désactivé"),
    *("compte est suspendu", "compte désactivé", "compte suspendu", "accès est bloqué"),
    *("accès a été bloqué", "identifiant est bloqué"),
    *("account locked", "account is locked", "account is temporarily locked"),
    *("account has been locked", "account has been temporarily", "account is blocked"),
    *("account has been blocked", "account is disabled", "account has been disabled"),
    *("account is suspended", "account has been suspended", "locked out"),
)
TOO_MANY = (
    *("trop de tentatives", "trop d'essais", "nombre maximal de tentatives"),
    *("nombre maximum de tentatives", "nombre d'essais dépassé", "too many attempts"),
    *("too many failed", "too many login attempts", "too many sign-in attempts"),
)
"""Of passwords, it locks the account; of codes, only the last one is good for nothing."""
FIRST_SIGN_IN = (
    *("première connexion", "première authentification", "première identification"),
    *("premier accès", "jamais connecté", "pas encore connecté", "connectez-vous d'abord"),
    *("d'abord vous connecter", "d'abord avec votre carte", "d'abord par carte"),
    *("first sign-in", "first sign in", "first login", "first log-in", "first connection"),
    *("first time you sign in", "first time you log in", "never signed in", "sign in first with"),
)
CLOSED = (
    *("en maintenance", "maintenance en cours", "opération de maintenance"),
    *("opérations de maintenance", "cause de maintenance", "raison de maintenance"),
    *("pour maintenance", "pour une maintenance", "page de maintenance", "portail est fermé"),
    *("site est fermé", "service est fermé", "service est indisponible"),
    *("momentanément indisponible", "temporairement indisponible", "actuellement indisponible"),
    *("momentanément fermé", "temporairement fermé", "actuellement fermé"),
    *("momentanément interrompu", "service indisponible", "site indisponible"),
    *("under maintenance", "down for maintenance", "closed for maintenance"),
    *("maintenance in progress", "undergoing maintenance"),
    *("scheduled maintenance", "temporarily unavailable", "currently unavailable"),
    *("service unavailable", "temporarily closed"),
)
OUTDATED = (
    *("mot de passe a expiré", "mot de passe est expiré", "mot de passe expiré"),
    *("mot de passe est périmé", "mot de passe n'est plus valable", "mot de passe doit être"),
    *("devez changer votre mot de passe", "devez modifier votre mot de passe"),
    *("devez renouveler votre mot de passe", "devez choisir un nouveau mot de passe"),
    *("devez définir un nouveau mot de passe", "changement de mot de passe obligatoire"),
    *("password has expired", "password is expired", "password expired"),
    *("must change your password", "need to change your password", "password must be changed"),
    *("must choose a new password", "must set a new password"),
)
EXPIRED = (
    *("a expiré", "est expiré", "code expiré", "n'est plus valable", "n'est plus valide"),
    *("est périmé", "code périmé", "délai dépassé", "délai est dépassé", "délai a été dépassé"),
    *("has expired", "is expired", "code expired", "expired code", "no longer valid"),
)
WRONG = (
    *("mot de passe incorrect", "mot de passe invalide", "mot de passe erroné"),
    *("mot de passe est incorrect", "mot de passe est invalide", "mot de passe est erroné"),
    *("identifiants incorrects", "identifiants invalides", "identifiants sont incorrects"),
    *("code incorrect", "code invalide", "code erroné", "code est incorrect"),
    *("code est invalide", "code est erroné", "échec de l'authentification"),
    *("échec de la connexion", "authentification a échoué", "connexion a échoué"),
    *("incorrect password", "invalid password", "wrong password", "password is incorrect"),
    *("password is invalid", "invalid credentials", "incorrect code", "invalid code"),
    *("wrong code", "code is incorrect", "code is invalid", "authentication failed"),
    *("login failed", "sign-in failed"),
)
"""Of a page that refuses and has no form: only for what it means, so nobody needs to change it."""

_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-"})
_BOUNDARY = re.compile(r"[.!?](?=\s|$)|(?<=\s)(?=[A-Z](?![A-Z]))")
"""Between two sentences. What has no full stop, such as a heading, ends before a capital letter."""
_SUPPOSED = re.compile(r"\b(?:si|s'il|s'ils|if|avant|before|en cas de|in case of)\b")
_LEFT_OPEN = re.compile(r"\b(?:apres|after|ou|or)\s*$")
_OR_ELSE = re.compile(r"\s*(?:/|\bou\b|\bor\b)")
_STILL_RUNS = re.compile(r"(?:s|ra)?\s*(?:dans|a|au|le|apres|in|at|on|after)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for: the configuration's, the default ones where it has none."""

    locked: tuple[str, ...] = (*LOCKED, *TOO_MANY)
    locked_after_code: tuple[str, ...] = LOCKED
    """By a page that wants the password again."""
    first_sign_in: tuple[str, ...] = FIRST_SIGN_IN
    closed: tuple[str, ...] = CLOSED
    outdated: tuple[str, ...] = OUTDATED
    expired: tuple[str, ...] = EXPIRED

    @classmethod
    def of(cls, way: EmailWay) -> Self:
        return cls(
            locked=way.locked_words or (*LOCKED, *TOO_MANY),
            locked_after_code=way.locked_words or LOCKED,
            first_sign_in=way.first_sign_in_words or FIRST_SIGN_IN,
            closed=way.closed_words or CLOSED,
            outdated=way.outdated_words or OUTDATED,
            expired=way.expired_words or EXPIRED,
        )


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text states one of the phrases, without regard to case and accents.

    The last word of a phrase may go on ("bloqué", "bloquée"), the first one begins where the phrase
    does ("débloqué" is not "bloqué"). What is only asked ("compte bloqué ?"), supposed ("si votre
    compte…") or left open ("incorrect ou expiré") is not stated.
    """
    text = _unaccented(text)
    return any(_states(text, folded(phrase)) for phrase in phrases)


def folded(text: str) -> str:
    """Without case and accents, every white space a single space; the beginning of a long text."""
    return _unaccented(text).lower()


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text[:LONGEST_TEXT].translate(_ALIKE))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(kept.split())


def _states(text: str, phrase: str) -> bool:
    lower = text.lower()
    start = lower.find(phrase) if phrase else -1
    while start >= 0:
        end = start + len(phrase)
        if not (start and lower[start - 1].isalnum()) and _is_meant(text, start, end, phrase):
            return True
        start = lower.find(phrase, end)
    return False


def _is_meant(text: str, start: int, end: int, phrase: str) -> bool:
    """Looks at the rest of the sentence."""
    before, after = text[max(0, start - 200) : start], text[end : end + 200]
    before = _BOUNDARY.split(before)[-1].lower()
    ending = _BOUNDARY.search(after)
    asked = ending is not None and ending.group() == "?"
    after = after.lower()
    supposed = _SUPPOSED.search(before) or _LEFT_OPEN.search(before) or _OR_ELSE.match(after)
    # Without accents, "le code expiré" and "le code expire dans 5 minutes" begin alike.
    runs = phrase.endswith("code expire") and _STILL_RUNS.match(after)
    return not (asked or supposed or runs)
