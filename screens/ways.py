"""The ways in that are not a card that goes in: each has a key wherever nobody is signed in."""

from collections.abc import Iterator, Sequence
from functools import partial

from kiosk.flow.desk import Desk
from kiosk.flow.events import WayChosen
from kiosk.flow.mail import MailWay
from kiosk.i18n import _
from kiosk.identity import Method
from screens.offer import END_KEY, START_KEY, Offer
from screens.widgets.frame import cap
from screens.words import Words

PHONE_KEY, MAIL_KEY = "e", "m"

OR_CARD = _("You can also insert your CPS card.")
WITH_CARD = _("With the card in the reader: {end}, then {key}.")
WITH_PHONE = _("By e-CPS: {end}, then {key}.")


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


def instead(words: Words, desk: Desk) -> Iterator[str]:
    """For somebody who signs in by mail and cannot go on: the other ways that there are."""
    if desk.waiting_card is not None:
        yield words.text(WITH_CARD, end=cap(words, END_KEY), key=cap(words, START_KEY))
    elif desk.seats:
        yield words.text(OR_CARD)
    for offer in by_phone(desk):
        yield words.text(WITH_PHONE, end=cap(words, END_KEY), key=cap(words, offer.key))


def mail_way(desk: Desk) -> MailWay:
    """What the configuration says of it. Raises RuntimeError where there is no such way."""
    if desk.rules.mail is None:
        raise RuntimeError("no sign-in by mail is configured")
    return desk.rules.mail
