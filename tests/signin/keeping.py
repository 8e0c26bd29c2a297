"""For tests of something else than what becomes of tokens."""

from kiosk.signin.oauth.tokens import Issued


def let_go(issued: Issued) -> None:
    """Keeps nothing: whatever was given expires by itself."""
