"""Refusals on the way by password and mailed code."""

from kiosk.advice.advice import Advice, Contact
from kiosk.advice.portal import LATER
from kiosk.i18n import _
from kiosk.trouble import Trouble

NOW_BY_CARD = _("Sign in by CPS card or e-CPS for now.")
FIRST = _("The first sign-in has to be by CPS card or e-CPS")
ONCE_BY_CARD = _("Sign in now by CPS card or e-CPS: once is enough.")
FORGOTTEN = _("Press Enter, then F2: the address of that page is shown.")

EMAIL = {
    Trouble.FORM_MISSING: Advice(
        _("The sign-in page of {portal} was not recognised"),
        (
            NOW_BY_CARD,
            _("Report the code below: the workstation has to be set up for this page."),
        ),
        Contact.PRACTICE,
        why=_("Neither you nor your password is the cause."),
    ),
    Trouble.FIRST_SIGN_IN: Advice(
        FIRST,
        (
            ONCE_BY_CARD,
            _("From then on, your password and a code sent by e-mail are enough."),
        ),
        Contact.PORTAL,
        why=_("{portal} takes no password from somebody it has not yet met that way."),
    ),
    Trouble.ACCOUNT_LOCKED: Advice(
        _("{portal} has locked your account for now"),
        (
            _("Do not try again with a password: it could stay locked for longer."),
            _("Ask the help of {portal} how it is opened again."),
        ),
        Contact.PORTAL,
        grave=True,
    ),
    Trouble.PORTAL_CLOSED: Advice(
        _("{portal} is closed for maintenance"),
        (LATER,),
        Contact.PORTAL,
        why=_("Neither you nor your password is the cause."),
    ),
    Trouble.PASSWORD_OUTDATED: Advice(
        _("{portal} wants you to choose a new password"),
        (
            _("Choose it on the page of {portal}, on your phone or on another computer."),
            FORGOTTEN,
            _("Then sign in here, with your new password."),
        ),
        Contact.PORTAL,
    ),
    Trouble.PASSWORD_REJECTED: Advice(
        _("{portal} did not accept the password"),
        (_("Type it again, or have it replaced by {portal}."),),
    ),
    Trouble.CODE_REJECTED: Advice(
        _("{portal} did not accept the code sent by e-mail"),
        (_("Type it again, or ask for another one."),),
    ),
}
