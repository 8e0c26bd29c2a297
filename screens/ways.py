"""The ways in that are not a card that goes in: each has a key wherever nobody is signed in."""

from collections.abc import Sequence
from functools import partial

from kiosk.flow.desk import Desk
from kiosk.flow.events import WayChosen
from kiosk.i18n import _
from kiosk.identity import Method
from screens.offer import Offer

PHONE_KEY, MAIL_KEY = "e", "m"


def by_phone(desk: Desk) -> Sequence[Offer]:
    """With the e-CPS app, where the practice offers it."""
    if desk.rules.phone is None:
        return ()
    choose = partial(WayChosen, Method.ECPS)
    return (Offer(PHONE_KEY, _("Without a card: e-CPS"), choose),)


def by_mail(desk: Desk) -> Sequence[Offer]:
    """With a password and a mailed code, where the practice offers it."""
    if desk.rules.mail is None:
        return ()
    choose = partial(WayChosen, Method.EMAIL)
    return (Offer(MAIL_KEY, _("Without a card: e-mail"), choose),)
