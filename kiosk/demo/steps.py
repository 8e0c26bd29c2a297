"""The tour, step by step. A new way to sign in adds its own steps here."""

from kiosk.demo import card_steps, mail_steps, phone_steps
from kiosk.demo.tour_step import TourStep
from kiosk.flow.phone import PhoneFlow


def steps_of(ecps: PhoneFlow) -> tuple[TourStep, ...]:
    """With a card, then with a phone, then with a password and a mail."""
    by_phone = (*phone_steps.BEGINNINGS[ecps], *phone_steps.endings(ecps))
    return (*card_steps.STEPS, *by_phone, *mail_steps.STEPS)
