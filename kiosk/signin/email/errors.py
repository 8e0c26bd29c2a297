"""What a portal's forms may come to, besides a session. Texts of these errors are for the log.

SignInError
└── EmailError
    ├── FormMissing          no form on the page that the kiosk could fill in
    ├── PasswordWrong(said)  identifier and password do not go together
    ├── CodeWrong(mailed, expired)
    ├── CodeOver(said)       the portal wants the password again
    ├── FirstSignInNeeded    with a card or the e-CPS, before any password
    ├── AccountLocked
    ├── PasswordOutdated     another one has to be chosen first
    └── PortalClosed         for maintenance
"""

from kiosk.flow.mail import MailedCode
from kiosk.signin.portal import SignInError


class EmailError(SignInError):
    """Base of all."""


class FormMissing(EmailError):
    """The page has no form that the kiosk could fill in."""


class PasswordWrong(EmailError):
    """Identifier and password do not go together."""

    def __init__(self, said: str = "") -> None:
        super().__init__("the password was refused")
        self.said = said
        """The portal's own words, made harmless and short."""


class CodeWrong(EmailError):
    """The portal asks for the code again."""

    def __init__(self, mailed: MailedCode, *, expired: bool = False) -> None:
        super().__init__("the code was refused")
        self.mailed = mailed
        """As the portal tells of it now."""
        self.expired = expired
        """It was right once."""


class CodeOver(EmailError):
    """No code will do any more: the portal shows its first form."""

    def __init__(self, said: str = "") -> None:
        super().__init__("the portal wants the password again")
        self.said = said
        """The portal's own words, made harmless and short."""


class FirstSignInNeeded(EmailError):
    """The portal wants a card or the e-CPS before it takes a password."""


class AccountLocked(EmailError):
    """The portal lets nobody in by this identifier for now."""


class PasswordOutdated(EmailError):
    """The portal wants another password to be chosen first."""


class PortalClosed(EmailError):
    """It is being maintained."""
