"""What refusals say to somebody who came without a card."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.advice.advice import Advice
from kiosk.advice.ecps import NOT_YOUR_PHONE
from kiosk.advice.kiosk import AGAIN, NOT_YOURS
from kiosk.advice.portal import RIGHT
from kiosk.i18n import _
from kiosk.identity import Method

START_OVER = _("Press Enter to start over.")

INSTEAD: Mapping[Method, Mapping[str, str]] = {
    Method.CARD: {},
    Method.ECPS: {
        NOT_YOURS: NOT_YOUR_PHONE,
        AGAIN: START_OVER,
        RIGHT: _("The e-CPS service has recognised you."),
    },
    Method.EMAIL: {
        NOT_YOURS: _("Neither you nor your password is the cause."),
        AGAIN: START_OVER,
        # The portal may refuse before it has seen the password.
        RIGHT: "",
    },
}
"""What presumes a card, and what is said instead."""


def without_card(advice: Advice, method: Method) -> Advice:
    """The advice for somebody who came that way."""
    instead = INSTEAD[method]
    steps = tuple(instead.get(step, step) for step in advice.steps)
    return replace(advice, why=instead.get(advice.why, advice.why), steps=steps)
