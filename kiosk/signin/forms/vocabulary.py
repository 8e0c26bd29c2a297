"""Words by which fields and buttons are known, in French and in English.

Written without accents and in lower case, as what they are compared with. A word of more than four
letters stands for all that begin like it.
"""

import re
from collections.abc import Iterable

from kiosk.signin.forms.folding import fold
from kiosk.signin.forms.form import Control, Link

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SHORT = 4
LONGEST_NAME = 200
"""Characters of a name that are looked at: the last ones, the others say where the control is."""


class Vocabulary:
    """Words and phrases for one thing; a phrase, of several words, is only looked for in labels."""

    def __init__(self, listed: str) -> None:
        """Separated by commas."""
        whole = [" ".join(each.split()) for each in listed.split(",")]
        words = [each for each in whole if " " not in each]
        self._word = _alternatives(words)
        phrases = [re.escape(each) for each in whole if " " in each]
        self._said = re.compile("|".join([self._word.pattern, *phrases]))

    def said_on(self, thing: Control | Link) -> bool:
        """By what is written on it or beside it."""
        text = thing.label if isinstance(thing, Control) else thing.text
        return bool(self._said.search(fold(text)))

    def names(self, control: Control) -> bool:
        """By its name or id, taken apart as programmers join words: "txtCodeSMS", "code_sms"."""
        return self.written_in(f"{control.name[-LONGEST_NAME:]} {control.id[-LONGEST_NAME:]}")

    def written_in(self, names: str) -> bool:
        """By one of the words that such names are joined of."""
        words = " ".join((*_JOINED.findall(names), *_WORD.findall(names)))
        return bool(self._word.search(fold(words)))

    def means(self, control: Control) -> bool:
        """By either."""
        return self.names(control) or self.said_on(control)


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Each at the beginning of a word; a short one is all of it."""
    written = (re.escape(word) + ("" if len(word) > _SHORT else r"(?![^\W_])") for word in words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(written)})")


IDENTIFIER = Vocabulary(
    "identifiant, login, user, username, userid, utilisateur, rpps, adeli, numero, email, mail,"
    "courriel, compte, account, ident, finess, uid, nom d'utilisateur"
)
PASSWORD = Vocabulary("password, passwd, pwd, motdepasse, mdp, passe, mot de passe")
CODE = Vocabulary(
    "code, otp, totp, hotp, token, jeton, verification, verif, mfa, 2fa, tfa, sms, onetime, pin,"
    "usage unique, one-time, one time"
)
CLEARLY_A_CODE = Vocabulary("otp, totp, hotp, verification, mfa, 2fa, onetime, usage unique")
OTHER_CODE = Vocabulary(
    "postal, zip, promo, coupon, captcha, parrain, barre, country, pays, insee, cadeau, search,"
    "recherche, rechercher, chercher, newsletter, infolettre, csrf, xsrf, suivi, dossier, acces,"
    "access, activation, activer, activate, affiche, affichee, image, picture, tracking, commande,"
    "invitation, patient, client, adherent, produit, article, reference, siret, commune, finess"
)
SEARCH = Vocabulary("search, recherche, rechercher, chercher, query, newsletter, infolettre")
LOGIN_BUTTON = Vocabulary(
    "connexion, connecter, connect, login, logon, signin, valider, continuer, continue, entrer,"
    "acceder, suivant, next, submit, envoyer, ok, log in, log on, sign in"
)
SIGN_IN = Vocabulary(
    "connexion, connecter, connect, login, logon, signin, acceder, log in, log on, sign in"
)
REGISTRATION = Vocabulary(
    "inscription, inscrire, register, registration, signup, subscribe, creer, create, creation,"
    "newaccount, adhesion, adherer"
)
CODE_BUTTON = Vocabulary(
    "valider, verifier, verify, confirmer, confirm, continuer, continue, connexion, connecter,"
    "login, submit, suivant, next, ok, sign in, log in"
)
OTHER_BUTTON = Vocabulary(
    "retour, back, annuler, cancel, precedent, previous, oublie, forgot, inscription, inscrire,"
    "register, registration, signup, creer, create, creation, enregistrer, adherer, search,"
    "rechercher, recherche, chercher, effacer, reset, newsletter, infolettre, abonner, subscribe,"
    "logout, deconnexion, deconnecter, aide, help, sign up, log out, mot de passe perdu, langue,"
    "language"
)
RESEND = Vocabulary(
    "renvoyer, renvoi, resend, reenvoyer, nouveau code, autre code, nouvel envoi, recevoir un code,"
    "pas recu, send again, new code, another code, envoyer a nouveau, envoyer de nouveau,"
    "not receive, n't receive"
)
