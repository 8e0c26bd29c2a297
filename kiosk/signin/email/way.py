"""What the configuration says of signing in by password and mailed code."""

from dataclasses import dataclass

from kiosk.signin.forms.names import CodeNames, LoginNames
from kiosk.signin.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailWay(Portal):
    """Where the portal's form is, and what on its pages means what.

    Forms, fields and buttons are named by their `name` or `id`; None has the kiosk find them. Words
    are compared without case and accents with the text of a page.
    """

    login_url: str
    landing_urls: tuple[str, ...] = ()
    """Whoever is at or below one of these is signed in; empty: at or below `home_url`, if nothing
    on the page speaks against it. "/" stands for nothing below it."""

    login_form: str | None = None
    identifier_field: str | None = None
    password_field: str | None = None
    login_button: str | None = None

    code_form: str | None = None
    code_field: str | None = None
    code_button: str | None = None
    resend_control: str | None = None
    """A button of the code's page, or a link on it."""

    message_selector: str | None = None
    """CSS: where the portal says why it refuses; None has the kiosk look for an alert."""
    address_selector: str | None = None
    """CSS: where it shows to which masked address it has mailed the code."""
    expiry_selector: str | None = None
    """CSS: where it says how long the code is good for."""
    tries_selector: str | None = None
    """CSS: where it says how many tries are left."""
    holder_selector: str | None = None
    """CSS: what on the landing page names the doctor."""

    locked_words: tuple[str, ...] = ()
    first_sign_in_words: tuple[str, ...] = ()
    closed_words: tuple[str, ...] = ()
    """Of a page that says that the portal is being maintained."""
    outdated_words: tuple[str, ...] = ()
    """Of a page that wants another password to be chosen."""
    expired_words: tuple[str, ...] = ()
    """Of a message about a code that was right once."""

    @property
    def login_names(self) -> LoginNames:
        """What is named of the first form."""
        return LoginNames(
            form=self.login_form,
            identifier=self.identifier_field,
            password=self.password_field,
            button=self.login_button,
        )

    @property
    def code_names(self) -> CodeNames:
        """What is named of the form for the code."""
        return CodeNames(
            form=self.code_form,
            code=self.code_field,
            button=self.code_button,
            resend=self.resend_control,
        )
