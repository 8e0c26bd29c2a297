"""Refusals on the way by phone."""

from kiosk.advice.advice import Advice, Contact
from kiosk.advice.kiosk import COMES_BACK
from kiosk.advice.portal import (
    ALLOW_SITE,
    CHECK_NETWORK,
    CUT,
    LATER,
    LOOK_AT_DATE,
    REPORT_FIRST,
)
from kiosk.i18n import _
from kiosk.trouble import Trouble

NOT_YOUR_PHONE = _("Neither you nor your phone is the cause.")

ECPS = {
    Trouble.PHONE_REFUSED: Advice(
        _("Signing in was refused on the phone"),
        (
            _("If you refused by mistake, press Enter to start over."),
            _("If you did not expect this request, refusing it was right: report it."),
        ),
        Contact.APP_DESK,
    ),
    Trouble.NUMBER_UNKNOWN: Advice(
        _("The e-CPS service does not know this number"),
        (
            _("Press Enter and compare it with your card, above the name: Del erases it all."),
            _("If it was right, no phone answers for it yet: activate yours in the e-CPS app."),
        ),
        Contact.APP_DESK,
    ),
    Trouble.PROVIDER_UNREACHABLE: Advice(
        _("The e-CPS service cannot be reached"),
        CHECK_NETWORK,
        Contact.PRACTICE,
        why=NOT_YOUR_PHONE,
    ),
    Trouble.PROVIDER_SLOW: Advice(
        _("The e-CPS service did not answer in time"),
        (LATER,),
        Contact.APP_DESK,
        why=NOT_YOUR_PHONE,
    ),
    Trouble.PROVIDER_UNTRUSTED: Advice(
        _("It is not certain that this is really the e-CPS service"),
        (LOOK_AT_DATE, REPORT_FIRST),
        Contact.PRACTICE,
        why=CUT,
        grave=True,
    ),
    Trouble.PROVIDER_BROKEN: Advice(
        _("The e-CPS service is out of order"),
        (LATER,),
        Contact.APP_DESK,
        why=NOT_YOUR_PHONE,
    ),
    Trouble.PROVIDER_UNCLEAR: Advice(
        _("The answer of the e-CPS service could not be understood"),
        (LATER, COMES_BACK),
        Contact.PRACTICE,
        why=NOT_YOUR_PHONE,
    ),
    Trouble.PROVIDER_OFF_LIMITS: Advice(
        _("The e-CPS service led to a site that is not allowed here"),
        (ALLOW_SITE,),
        Contact.PRACTICE,
        why=CUT,
    ),
    Trouble.PROVIDER_REFUSED_KIOSK: Advice(
        _("The e-CPS service does not accept this workstation"),
        (_("Report the code below: the workstation has to be registered there again."),),
        Contact.PRACTICE,
        why=NOT_YOUR_PHONE,
    ),
    Trouble.IDENTITY_UNPROVEN: Advice(
        _("The e-CPS service has sent no valid proof of who you are"),
        (LOOK_AT_DATE, _("If the date is right, start over once."), COMES_BACK),
        Contact.PRACTICE,
        why=CUT,
    ),
    Trouble.IDENTITY_TOO_WEAK: Advice(
        _("This way of signing in is not strong enough for {portal}"),
        (
            _("Press Enter to start over, and confirm in the e-CPS app: a password is too weak."),
            COMES_BACK,
        ),
        Contact.PRACTICE,
    ),
    Trouble.ANSWER_LOST: Advice(
        _("Your phone's answer was lost on the way"),
        (
            _("Press Enter to start over: your phone has to confirm once more."),
            _("If this message comes back, the network is the cause: report the code below."),
        ),
        Contact.PRACTICE,
        why=NOT_YOUR_PHONE,
    ),
}
