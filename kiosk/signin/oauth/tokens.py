"""What a provider gives once its user has said yes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from kiosk.signin.oauth.answers import optional_text, text
from kiosk.signin.oauth.errors import ProviderUnclear


@dataclass(frozen=True, slots=True)
class Issued:
    """What a provider has let out of its hands, whether it is of use or not."""

    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    id_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Tokens(Issued):
    """Whoever holds them is the doctor, as far as the provider and its portals can tell."""

    access_token: str = field(repr=False)

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


def issued_in(document: Mapping[str, object]) -> Issued | None:
    """What can be given back of any answer, however odd; None when nothing was given."""
    found = Issued(
        _token(document, "access_token"),
        _token(document, "refresh_token"),
        _token(document, "id_token"),
    )
    return None if found == Issued() else found


def _token(document: Mapping[str, object], name: str) -> str | None:
    value = document.get(name)
    if not isinstance(value, str) or not value:
        return None
    # Half a surrogate pair, which JSON can write, could not be sent back.
    return value if value.encode(errors="ignore").decode() == value else None
