"""What a provider gives once its user has said yes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from kiosk.signin.oauth.answers import optional_text, text
from kiosk.signin.oauth.errors import ProviderUnclear


@dataclass(frozen=True, slots=True)
class Tokens:
    """Whoever holds them is the doctor, as far as the provider and its portals can tell."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    id_token: str | None = field(default=None, repr=False)

    @classmethod
    def read(cls, document: Mapping[str, object]) -> Self:
        """From a token response (RFC 6749 §5.1).

        Raises ProviderUnclear; also for other types of token than Bearer (RFC 6750), because what
        they demand of their holder the kiosk cannot do.
        """
        if text(document, "token_type").lower() != "bearer":
            raise ProviderUnclear("token_type")
        return cls(
            text(document, "access_token"),
            optional_text(document, "refresh_token"),
            optional_text(document, "id_token"),
        )
