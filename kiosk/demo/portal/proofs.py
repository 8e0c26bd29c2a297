"""What the doctor's page proves by being there: how the session came to be, and how it ends."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.demo.portal.sessions import Session
from kiosk.demo.portal.visitor import Visitor, Way


@dataclass(frozen=True, slots=True)
class Proof:
    """One line: what, how that is known, and whether it is so."""

    what: str
    how: str
    holds: bool = True


_PASSED_ON = "Les cookies ont été transmis entiers"
_TWO = "Deux, de portée et de durée différentes, sont arrivés avec cette demande"


def proofs_of(session: Session, *, preference: bool) -> Iterator[Proof]:
    """In the order of the sign-in. `preference` is whether that cookie came as well."""
    opened = time.strftime("%H:%M:%S", time.localtime(session.opened))
    until = time.strftime("%H:%M", time.localtime(session.until))
    by_itself = session.visitor.way is Way.PAGE
    yield _identity(session.visitor)
    yield Proof(
        "Ce navigateur a ouvert la session lui-même"
        if by_itself
        else "La borne a ouvert la session, ce navigateur la continue",
        f"Ouverte à {opened} ; mêmes en-têtes de navigateur ; page n° {session.requests}",
    )
    yield Proof("Les cookies sont restés ici" if by_itself else _PASSED_ON, _TWO, preference)
    yield Proof("La session se ferme avec vous", f"{_end(session.visitor)} à {until} sans activité")


def _identity(visitor: Visitor) -> Proof:
    match visitor.way:
        case Way.CARD:
            tls = visitor.tls.replace("v", " ")
            how = f"{tls} mutuel ; certificat de {visitor.number}, délivré par {visitor.issuer}"
            return Proof("Votre carte a signé la connexion", how)
        case Way.QR:
            return Proof(
                "Votre téléphone a lu le code de la borne",
                f"e-CPS par QR code ; jeton de {visitor.issuer} échangé contre cette session",
            )
        case Way.PUSH:
            return Proof(
                "Votre téléphone a reconnu le nombre de la borne",
                f"e-CPS par notification ; jeton de {visitor.issuer} échangé contre cette session",
            )
        case Way.PAGE:
            return Proof(
                "Votre téléphone a confirmé la page de connexion",
                f"e-CPS dans ce navigateur, chez {visitor.issuer} ; la borne n’a rien vu passer",
            )
        case Way.MAIL:
            return Proof(
                "Votre mot de passe et le code reçu par e-mail étaient les bons",
                "Formulaires remplis par la borne ; code à usage unique, parti par SMTP",
            )


def _end(visitor: Visitor) -> str:
    if visitor.way is Way.CARD:
        return "À la déconnexion, au retrait de la carte, au plus tard"
    return "À la déconnexion, à la touche de fin, à l’arrivée d’une carte, au plus tard"
