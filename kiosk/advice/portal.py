"""Refusals because of the portal, or of the way to it."""

from kiosk.advice.advice import Advice, Contact
from kiosk.advice.kiosk import COMES_BACK, NOT_YOURS
from kiosk.i18n import _
from kiosk.trouble import Trouble

LATER = _("Try again in a few minutes.")
CUT = _("The connection was cut, for your safety.")
RIGHT = _("Your card and your code were right.")
LOOK_AT_DATE = _("Look at the date at the top of this screen: if it is wrong, that is the cause.")
REPORT_FIRST = _("Report the code below before you try again.")
ALLOW_SITE = _("Report the code below: the site may have to be allowed.")

CHECK_NETWORK = (
    _("Check whether the internet works on the other workstations."),
    _("If it does, try again in a few minutes; if not, report it."),
)

PORTAL = {
    Trouble.PORTAL_REFUSED_CARD: Advice(
        _("{portal} did not accept your card"),
        (
            _("If you have several CPS cards, insert the newest: an older one no longer works."),
            _("A card that was reported lost or stolen has to be replaced."),
        ),
        Contact.CARD_DESK,
        why=_("Your code was right: the card is the cause."),
    ),
    Trouble.PORTAL_REFUSED: Advice(
        _("{portal} refused to open your page"),
        (_("Ask the help of {portal} whether your account is open."),),
        Contact.PORTAL,
        why=RIGHT,
    ),
    Trouble.PORTAL_BROKEN: Advice(
        _("{portal} is out of order"),
        (LATER,),
        Contact.PORTAL,
        why=NOT_YOURS,
    ),
    Trouble.PORTAL_SLOW: Advice(
        _("{portal} did not answer in time"),
        (LATER,),
        Contact.PORTAL,
        why=NOT_YOURS,
    ),
    Trouble.PORTAL_UNREACHABLE: Advice(
        _("{portal} cannot be reached"),
        CHECK_NETWORK,
        Contact.PRACTICE,
        why=NOT_YOURS,
    ),
    Trouble.PORTAL_UNTRUSTED: Advice(
        _("It is not certain that this is really {portal}"),
        (LOOK_AT_DATE, REPORT_FIRST),
        Contact.PRACTICE,
        why=CUT,
        grave=True,
    ),
    Trouble.PORTAL_OFF_LIMITS: Advice(
        _("{portal} led to a site that is not allowed here"),
        (ALLOW_SITE,),
        Contact.PRACTICE,
        why=CUT,
    ),
    Trouble.PORTAL_REDIRECTS: Advice(
        _("{portal} leads from page to page without end"),
        (LATER,),
        Contact.PORTAL,
        why=NOT_YOURS,
    ),
    Trouble.PORTAL_UNCLEAR: Advice(
        _("The answer of {portal} could not be understood"),
        (LATER, COMES_BACK),
        Contact.PRACTICE,
        why=NOT_YOURS,
    ),
    Trouble.LOGOUT_UNCONFIRMED: Advice(
        _("{portal} did not confirm the end of your session"),
        (_("Nothing to do: at {portal} it ends by itself a little later."),),
        why=_("Nothing of it remains on this workstation."),
    ),
}
