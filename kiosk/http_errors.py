"""What can go wrong between the kiosk and a portal, as data. Sentences are made elsewhere.

HttpError
├── Unreachable               no such host, nobody listens, or the connection broke
│   └── ConnectionLost        it broke when the request had gone out, and may have been heard
├── TimedOut                  no complete answer within the time limit
├── Untrusted                 the server's certificate is not trusted, or is another host's
├── NoCommonTls               the card and the server share no version of TLS
├── ClientCertificateRefused  the server does not accept the card, by TLS or by its answer
├── Refused(status)           another 4xx
├── ServerBroken(status)      5xx, or an answer that is no HTTP
├── OffLimits(host)           a redirect away from the allowed hosts
├── NotHttps(host)            a redirect to something else than HTTPS
├── TooManyRedirects
├── NotHtml(kind)             something else where a page was expected
├── TooLarge                  more bytes than the kiosk is willing to read
└── CertificateUnusable       the kiosk's own certificate cannot be read, or has no key
"""


class HttpError(Exception):
    """Base of all; its text is for the log and holds neither a query nor a cookie."""


class Unreachable(HttpError):
    """No such host, nobody listens, or the connection broke."""


class ConnectionLost(Unreachable):
    """The connection broke when the request had gone out: nobody knows whether it was heard."""


class TimedOut(HttpError):
    """No complete answer within the time limit."""


class Untrusted(HttpError):
    """The server's certificate is not trusted, or belongs to another host."""


class NoCommonTls(HttpError):
    """The card and the server share no version of TLS."""


class ClientCertificateRefused(HttpError):
    """The server does not accept the certificate of the card, or of the kiosk."""


class _WithStatus(HttpError):
    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Refused(_WithStatus):
    """The server refused: 4xx."""


class ServerBroken(_WithStatus):
    """The server failed: 5xx, or 0 when what it sent is no HTTP."""


class _WithHost(HttpError):
    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class OffLimits(_WithHost):
    """A redirect led away from the allowed hosts."""


class NotHttps(_WithHost):
    """A redirect led to something else than HTTPS."""


class TooManyRedirects(HttpError):
    """The portal sends its visitor in circles."""


class NotHtml(HttpError):
    """Something else came where a page was expected."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
        """Media type, as far as one was told."""


class TooLarge(HttpError):
    """The answer has more bytes than the kiosk is willing to read."""


class CertificateUnusable(HttpError):
    """The kiosk's own certificate cannot be read, or has no key that fits."""
