"""The cards of the demo, by readable names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from devices.certificate import CardCertificate
from devices.events import CardFamily
from devices.pin import PinTries
from devices.simulated import Chip, Fault, Key
from kiosk.demo import extensions
from kiosk.demo.doctors import DURAND, MARTIN, MOREAU, PETIT, ROUX, Doctor
from kiosk.demo.pki import ISSUER, Authority, Validity, new_key, subject_of

__all__ = ["MARTIN", "PETIT", "Deck"]

ELSEWHERE = "TEST AC D'UN AUTRE DOMAINE"
KEY_ID = bytes.fromhex("e828bd080f8025000001ff001020")
"""As on a CPS4: the application's identifier, then 20 for the authentication pair."""
LIFE = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class _Cps:
    """A CPS4, and what is the matter with it."""

    doctor: Doctor
    tries: PinTries = PinTries.ALL
    since: timedelta = timedelta(days=30)
    """How long ago its validity began."""
    elsewhere: bool = False
    """Issued by an authority that nobody here trusts."""
    certified: bool = True
    fault: Fault | None = None

    def make(self, authority: Authority) -> Chip:
        chip = Chip(CardFamily.CPS4, self.doctor.card_number, self.doctor.pin.encode(), self.tries)
        chip.fault = self.fault
        if self.certified:
            self._certify(chip, Authority(ELSEWHERE) if self.elsewhere else authority)
        return chip

    def _certify(self, chip: Chip, authority: Authority) -> None:
        doctor = self.doctor
        start = datetime.now(UTC).replace(microsecond=0) - self.since
        validity = Validity(start, start + LIFE)
        wanted = [
            *extensions.of_authentication(doctor.number),
            *extensions.of_card(doctor.number, doctor.card_number),
        ]
        pair = authority.issue(new_key(), subject_of(doctor.holder), wanted, validity)
        chip.key = Key(pair.key_pem, pair.pem)
        chip.certificate = CardCertificate(
            doctor.holder,
            ELSEWHERE if self.elsewhere else ISSUER,
            validity.start,
            validity.end,
            pair.der,
            KEY_ID,
        )


_CPS = {
    "dr-martin": _Cps(MARTIN),
    "dr-moreau-expired": _Cps(MOREAU, since=LIFE + timedelta(days=12)),
    "dr-petit-last-try": _Cps(PETIT, tries=PinTries.LAST),
    "dr-durand-locked": _Cps(DURAND, tries=PinTries.LOCKED),
    "wrong-issuer": _Cps(ROUX, elsewhere=True),
    "not-yet-valid": _Cps(ROUX, since=timedelta(days=-10)),
    "no-certificate": _Cps(ROUX, certified=False),
    "module-hangs": _Cps(ROUX, fault=Fault.MODULE_HANGS),
    "module-crashes": _Cps(ROUX, fault=Fault.MODULE_CRASHES),
}
_OTHERS = {
    "vitale": CardFamily.VITALE,
    "upside-down": CardFamily.MUTE,
    "unknown": CardFamily.UNKNOWN,
    "contactless": CardFamily.CPS_CONTACTLESS,
}


class Deck(Mapping[str, Chip]):
    """Every card of the demo. One is made when first asked for, and keeps its tries."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._chips = {name: Chip(family) for name, family in _OTHERS.items()}

    def __getitem__(self, name: str) -> Chip:
        if name not in self._chips:
            self._chips[name] = _CPS[name].make(self._authority)
        return self._chips[name]

    def make(self, names: Iterable[str]) -> None:
        """Makes these now: an RSA key takes tenths of a second."""
        for name in names:
            self[name]

    def __iter__(self) -> Iterator[str]:
        yield from _CPS
        yield from _OTHERS

    def __len__(self) -> int:
        return len(_CPS) + len(_OTHERS)
