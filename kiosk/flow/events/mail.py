"""What came of the portal's forms."""

from dataclasses import dataclass

from kiosk.flow.mail import MailedCode
from kiosk.flow.visit import Visit
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class FormFetched:
    """The portal's form is there, to be filled in."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class FormDelayed:
    """The kiosk has seen too many wrong attempts: it asks for no form before `until`.

    Monotonic seconds, as everywhere here.
    """

    visit: Visit
    until: float


@dataclass(frozen=True, slots=True)
class FormRefused:
    """There is no form to fill in."""

    visit: Visit
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class AttemptsSlowed:
    """Too many were wrong: this one was not made, and none will be before `until`."""

    visit: Visit
    until: float


@dataclass(frozen=True, slots=True)
class PasswordRejected:
    """The portal does not know this identifier with this password."""

    visit: Visit
    said: str = ""
    """Its own words, made harmless and short."""


@dataclass(frozen=True, slots=True)
class CodeMailed:
    """The password was right; a code is on its way, or another one."""

    visit: Visit
    mailed: MailedCode


@dataclass(frozen=True, slots=True)
class CodeRejected:
    """The portal does not take this code, and asks for it again."""

    visit: Visit
    mailed: MailedCode
    expired: bool = False
    """It was right once."""


@dataclass(frozen=True, slots=True)
class CodeVoided:
    """No code will do any more: the portal wants the password again."""

    visit: Visit
    said: str = ""
    """Its own words, made harmless and short."""
