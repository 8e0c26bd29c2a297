"""Who comes to the demo. Nobody exists; the numbers are ANS test numbers."""

import unicodedata
from dataclasses import dataclass, field

from devices.certificate import CardHolder


@dataclass(frozen=True, slots=True)
class Doctor:
    """Whom a card belongs to, and the code it wants; what the portal and its mail know her by."""

    given_name: str
    family_name: str
    number: str
    card_number: str
    pin: str = "1234"
    password: str = field(default="camomille", repr=False)
    """At the portal."""

    @property
    def holder(self) -> CardHolder:
        return CardHolder(self.family_name, self.given_name, "Médecin", self.number)

    @property
    def address(self) -> str:
        """Where her mail goes: nowhere outside the demo (RFC 2606)."""
        letters = unicodedata.normalize("NFKD", f"{self.given_name}.{self.family_name}").lower()
        return f"{letters.encode('ascii', 'ignore').decode()}@tilleuls.example"


MARTIN = Doctor("Camille", "MARTIN", "899700366240", "2800262487")
MOREAU = Doctor("Hugo", "MOREAU", "899700218896", "2800262495")
PETIT = Doctor("Lucie", "PETIT", "899700075064", "2800262503", pin="2580")
DURAND = Doctor("Paul", "DURAND", "899700245667", "2800262511")
ROUX = Doctor("Inès", "ROUX", "899700427885", "2800262529")

DOCTORS = {doctor.number: doctor for doctor in (MARTIN, MOREAU, PETIT, DURAND, ROUX)}
"""By national number."""
