"""Refusals because of the card."""

from kiosk.advice.advice import Advice, Contact
from kiosk.i18n import _
from kiosk.trouble import Trouble

CARD = {
    Trouble.VITALE: Advice(
        _("This is a patient's Vitale card"),
        (
            _("Take it out and give it back to its holder."),
            _("Insert your CPS card: that is the one that opens your page."),
        ),
    ),
    Trouble.CARD_MUTE: Advice(
        _("The card does not answer"),
        (
            _("Take it out and insert it again, chip first and facing up, as far as it goes."),
            _("Still nothing? Wipe the chip with a soft dry cloth, and try again."),
            _("If it stays silent in another reader too, the card has to be replaced."),
        ),
        Contact.CARD_DESK,
    ),
    Trouble.CARD_UNKNOWN: Advice(
        _("This is not a CPS card"),
        (
            _("Take this card out."),
            _("Insert your CPS card, chip first and facing up."),
            _("If it is your CPS card, ask for help and give the code below."),
        ),
        Contact.CARD_DESK,
    ),
    Trouble.CARD_CONTACTLESS: Advice(
        _("The card was read without contact"),
        (_("Insert it into the reader's slot, chip first and facing up, as far as it goes."),),
        why=_("Laid on the reader, your card cannot check your code."),
    ),
    Trouble.CARD_EXPIRED: Advice(
        _("Your card has expired"),
        (
            _("If you have received a new card, insert that one: it replaces this one."),
            _("If not, ask the card service where it is: the new card comes by post."),
        ),
        Contact.CARD_DESK,
    ),
    Trouble.CARD_NOT_YET_VALID: Advice(
        _("Your card is not valid yet"),
        (
            _("Look at the date at the top of this screen: if it is wrong, that is the cause."),
            _("If the date is right, use your former card until this one becomes valid."),
        ),
        Contact.CARD_DESK,
    ),
    Trouble.CARD_ISSUER: Advice(
        _("This card does not open a session here"),
        (
            _("Check that it is your own CPS card: staff cards and test cards are not accepted."),
            _("If it is your CPS card, report the code below."),
        ),
        Contact.PRACTICE,
    ),
    Trouble.CARD_WITHOUT_CERTIFICATE: Advice(
        _("Your card cannot sign you in: its authentication certificate is missing"),
        (
            _("Take it out, insert it again and start over once."),
            _("If this message comes back, the card has to be replaced."),
        ),
        Contact.CARD_DESK,
    ),
    Trouble.CARD_UNREADABLE: Advice(
        _("Your card could not be read"),
        (
            _("Take it out and wipe the chip with a soft dry cloth."),
            _("Insert it again, chip first and facing up, as far as it goes."),
            _("Leave it in place, without touching it, until your page is open."),
        ),
        Contact.CARD_DESK,
    ),
    Trouble.CARD_BUSY: Advice(
        _("Another program is using your card"),
        (
            _("Close the program of this workstation that reads the card, or wait for its end."),
            _("Take your card out and insert it again."),
        ),
        Contact.PRACTICE,
    ),
    Trouble.PIN_LOCKED: Advice(
        _("Your card is locked after three wrong codes"),
        (
            _("Find the letter with your card code: it also holds the 8-digit unlocking code."),
            _("Unlock the card with the CPS card program on your usual workstation."),
            _("Without this letter, ask the card service."),
        ),
        Contact.CARD_DESK,
        grave=True,
    ),
    Trouble.CARD_NOT_RESET: Advice(
        _("Take your card out of the reader now"),
        (
            _("Another program keeps it: it may still accept orders without your code."),
            _("Once it is out, nobody can use it."),
        ),
        Contact.PRACTICE,
        grave=True,
    ),
}
