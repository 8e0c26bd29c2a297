"""What the provider knows, for its endpoints and its pages alike."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.demo.portal.addresses import Addresses
from kiosk.demo.portal.provider.client import Client
from kiosk.demo.portal.provider.grants import Grants
from kiosk.demo.portal.provider.identity import claims_of
from kiosk.demo.portal.provider.keys import SigningKey
from kiosk.demo.portal.provider.phone import Phone
from kiosk.demo.portal.provider.sign_ins import SignIn, SignIns
from kiosk.demo.portal.provider.user_codes import UserCodes


@dataclass(frozen=True, slots=True)
class Register:
    """Its one client, its key, the phone, and what was asked and approved."""

    addresses: Addresses
    phone: Phone
    client: Client
    key: SigningKey = field(repr=False)
    grants: Grants
    sign_ins: SignIns
    user_codes: UserCodes

    @classmethod
    def of(cls, directory: Path, addresses: Addresses, phone: Phone) -> "Register":
        """With nobody in it yet."""
        return cls(
            addresses,
            phone,
            Client.registered(directory),
            SigningKey(),
            Grants(time.monotonic),
            SignIns(phone.now, phone.tell),
            UserCodes(),
        )

    def id_token(self, sign_in: SignIn, client_id: str) -> str:
        """For a client, by which it knows who has signed in."""
        claims = claims_of(sign_in, self.addresses.provider, client_id, self.phone.now())
        return self.key.sign(claims)
