"""What can go wrong between the kiosk and an identity provider, as data.

Sentences are made elsewhere.

ProviderError
├── ProviderUnreachable     no such host, nobody listens, or the connection broke
│   └── ProviderLost        it broke when the question had gone out, and may have been heard
├── ProviderSlow            no complete answer within the time limit
├── ProviderUntrusted       its TLS certificate is not trusted, or is another host's
├── ProviderBroken(status)  5xx, 429, or an answer that is no HTTP
├── ProviderUnclear         no JSON, too large, or without what a standard demands
├── ProviderOffLimits(host) an address that is not on the configured hosts, or is not https
├── ClientSecretMissing     the kiosk's own secret or certificate cannot be read
├── ClientRefused(error)    it does not accept the kiosk, or what the kiosk may ask
├── UserUnknown             nobody has this number
├── AccessDenied            the doctor, or whoever holds the phone, said no
├── CodeLapsed
│   ├── CodeExpired         nobody answered in time
│   └── CodeSpent           the answer was given, and lost on the way
├── IdentityUnproven        the ID token does not hold
└── IdentityTooWeak         signed in by weaker means than demanded (acr)
"""


class ProviderError(Exception):
    """Base of all; its text is for the log and holds neither token, code nor secret."""


class ProviderUnreachable(ProviderError):
    """No such host, nobody listens, or the connection broke."""


class ProviderLost(ProviderUnreachable):
    """The connection broke when the question had gone out: nobody knows what became of it."""


class ProviderSlow(ProviderError):
    """No complete answer within the time limit."""


class ProviderUntrusted(ProviderError):
    """Its TLS certificate is not trusted, or belongs to another host."""


class ProviderBroken(ProviderError):
    """The provider failed: 5xx; 429 when it has too much to do, 0 when what it sent is no HTTP."""

    def __init__(self, status: int, retry_after: float | None = None) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.retry_after = retry_after
        """Seconds it asks to be left alone (RFC 9110 §10.2.3), if it says so."""


class ProviderUnclear(ProviderError):
    """Its answer is no JSON, too large, or lacks what a standard demands."""


class ProviderOffLimits(ProviderError):
    """An address that is not on the configured hosts, or is not https."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class ClientSecretMissing(ProviderError):
    """The file with the kiosk's own secret or certificate cannot be read, or holds none."""


class ClientRefused(ProviderError):
    """It does not accept the kiosk as its client, or not what the kiosk asks."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error
        """The code of RFC 6749 §5.2, bounded, e.g. "invalid_client".

        "status 401" where the provider says no more; "certificate" where TLS or a server in front
        of it refuses the kiosk's.
        """


class UserUnknown(ProviderError):
    """Nobody has this number."""


class AccessDenied(ProviderError):
    """Whoever holds the phone said no."""


class CodeLapsed(ProviderError):
    """What was asked leads nowhere any more."""


class CodeExpired(CodeLapsed):
    """Nobody answered in time."""


class CodeSpent(CodeLapsed):
    """The provider gave its answer, and the network lost it."""


class IdentityUnproven(ProviderError):
    """The ID token does not hold: signature, issuer, audience, time, or seen before."""


class IdentityTooWeak(ProviderError):
    """Signed in by weaker means than the configuration demands (acr)."""
