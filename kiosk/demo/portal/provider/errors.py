"""What the provider says no with."""

from http import HTTPStatus

from kiosk.demo.portal.http import Response, in_json


class OAuthError(Exception):
    """A code of RFC 6749 §5.2, RFC 8628 §3.5 or CIBA §11 and §13, and its HTTP status."""

    def __init__(self, error: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(error)
        self.error = error
        self.status = status

    def response(self) -> Response:
        """As the client gets it."""
        if self.status is HTTPStatus.UNAUTHORIZED:
            challenge = ("WWW-Authenticate", 'Basic realm="e-CPS"')
            return in_json({"error": self.error}, self.status, challenge)
        return in_json({"error": self.error}, self.status)
