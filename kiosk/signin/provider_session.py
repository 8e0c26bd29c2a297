"""What signing in at a provider has opened there, and must be ended there."""

from typing import Protocol


class ProviderSession(Protocol):
    """Tokens, a single sign-on session, or a session of an intermediary."""

    @property
    def browser_url(self) -> str | None:
        """Where the session's browser ends the single sign-on; it may hold a token.

        None when there is nothing to visit.
        """

    async def end(self, *, visited: bool) -> bool:
        """Revokes and ends whatever remains; True once the provider has answered. Never raises.

        visited: whether the browser has been at `browser_url` and got an answer; if not, the kiosk
        asks there by itself. As long as the provider cannot be reached or fails, it is asked again
        with growing pauses, like a portal's logout.
        """
