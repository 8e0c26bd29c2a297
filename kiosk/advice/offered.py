"""What refusals say where a practice does not offer everything."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.advice.advice import Advice
from kiosk.advice.email import FIRST, FORGOTTEN, NOW_BY_CARD, ONCE_BY_CARD
from kiosk.flow.desk import Rules
from kiosk.i18n import _

WITHOUT_PHONE: Mapping[str, str] = {
    NOW_BY_CARD: _("Sign in by CPS card for now."),
    FIRST: _("The first sign-in has to be by CPS card"),
    ONCE_BY_CARD: _("Sign in now by CPS card: once is enough."),
}
"""What names the e-CPS, and what is said instead."""
WITHOUT_PAGE: Mapping[str, str] = {FORGOTTEN: ""}
"""What presumes the portal's page for another password."""


def as_offered(advice: Advice, rules: Rules) -> Advice:
    """The advice without what there is not here."""
    instead: dict[str, str] = {}
    if rules.phone is None:
        instead |= WITHOUT_PHONE
    if rules.mail is None or not rules.mail.forgotten_url:
        instead |= WITHOUT_PAGE
    title = instead.get(advice.title, advice.title)
    steps = filter(None, (instead.get(step, step) for step in advice.steps))
    return replace(advice, title=title, steps=tuple(steps))
