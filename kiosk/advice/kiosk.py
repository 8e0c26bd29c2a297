"""Refusals because of this workstation: its card software, its browser, itself."""

from kiosk.advice.advice import Advice, Contact
from kiosk.i18n import _
from kiosk.trouble import Trouble

NOT_YOURS = _("Neither your card nor your code is the cause.")
AGAIN = _("Take your card out, insert it again and start over.")
COMES_BACK = _("If this message comes back, report the code below.")
REPORT = _("Report the code below: the workstation has to be repaired.")

MODULE = {
    Trouble.MODULE_MISSING: Advice(
        _("The card software of this workstation is missing"),
        (REPORT,),
        Contact.PRACTICE,
        why=NOT_YOURS,
    ),
    Trouble.MODULE_CRASHED: Advice(
        _("The card software of this workstation has stopped"),
        (AGAIN, COMES_BACK),
        Contact.PRACTICE,
        why=NOT_YOURS,
    ),
    Trouble.MODULE_HUNG: Advice(
        _("The card software of this workstation does not answer"),
        (AGAIN, COMES_BACK),
        Contact.PRACTICE,
    ),
    Trouble.CARD_TLS_UNAVAILABLE: Advice(
        _("The secure connection could not be made with your card"),
        (AGAIN, COMES_BACK),
        Contact.PRACTICE,
    ),
}

BROWSER_AND_KIOSK = {
    Trouble.BROWSER_MISSING: Advice(
        _("The browser of this workstation is missing"),
        (REPORT,),
        Contact.PRACTICE,
        why=NOT_YOURS,
    ),
    Trouble.BROWSER_FAILED: Advice(
        _("The browser could not show your page"),
        (AGAIN, COMES_BACK),
        Contact.PRACTICE,
        why=NOT_YOURS,
    ),
    Trouble.WIPE_FAILED: Advice(
        _("Traces of the last session could not be erased"),
        (
            _("Please use another workstation for now."),
            _("Report the code below at once: this workstation has to be checked."),
        ),
        Contact.PRACTICE,
        grave=True,
    ),
    Trouble.TOO_SLOW: Advice(
        _("Signing in took too long"),
        (AGAIN, COMES_BACK),
        Contact.PRACTICE,
        why=_("It was given up, and everything was closed."),
    ),
    Trouble.FAULT: Advice(
        _("This workstation met an unexpected problem"),
        (AGAIN, COMES_BACK),
        Contact.PRACTICE,
        why=_("Signing in was cancelled."),
    ),
}
