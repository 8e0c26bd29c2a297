"""What the portal writes to its doctors."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid

from kiosk.demo.doctors import Doctor

SENDER = Address("DémoParcours", "ne-pas-repondre", "demoparcours.example")
SUBJECT = "Votre code de connexion"

_TEXT = """Bonjour Dr {name},

Votre code de connexion : {code}

Il sert une seule fois et reste valable {minutes} minutes. Tapez-le sur l’écran où vous avez donné
votre mot de passe, et nulle part ailleurs : nous ne vous le demanderons jamais par téléphone.

Vous n’avez rien demandé ? Quelqu’un connaît votre mot de passe : changez-le sans attendre.

L’équipe DémoParcours, qui n’existe pas
"""


def with_code(doctor: Doctor, code: str, seconds: int) -> EmailMessage:
    """The letter that brings it. The code is not in the subject: phones show that when locked."""
    letter = EmailMessage()
    name = f"{doctor.given_name} {doctor.family_name}"
    letter["From"] = SENDER
    letter["To"] = Address(name, addr_spec=doctor.address)
    letter["Subject"] = SUBJECT
    letter["Date"] = format_datetime(localtime())
    letter["Message-ID"] = make_msgid(domain=SENDER.domain)
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: nobody's holiday answers it
    letter.set_content(_TEXT.format(name=name, code=code, minutes=seconds // 60))
    return letter
