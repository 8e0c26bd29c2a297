"""What the configuration says of a portal's forms, in tests of finding them."""

from dataclasses import replace
from typing import Any

from kiosk.signin.email.way import EmailWay
from tests.signin.forms.reading import URL

_WAY = EmailWay(
    allowed_hosts=("portail.example",),
    ca_file=None,
    home_url="https://portail.example/",
    logout_url=None,
    timeout=10,
    login_url=URL,
)


def way(**named: Any) -> EmailWay:  # noqa: ANN401 (each its own type)
    """Nothing is named, but for these."""
    return replace(_WAY, **named)
