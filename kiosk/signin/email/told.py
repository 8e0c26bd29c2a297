"""What a page tells the doctor beside its forms: why it refuses, where the code went, how long."""

import re
from collections.abc import Iterator
from dataclasses import replace

from devices.text import plain
from kiosk.flow.mail import MailedCode
from kiosk.identity import Holder, Identifier
from kiosk.signin.email.countdown import end_as_pointed_at, end_of_code
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.folding import fold
from kiosk.signin.forms.page import Page

SAID_LIMIT = 200
ADDRESS_LIMIT = 80

REFUSALS = (
    *(".validation-summary-errors", ".field-validation-error", ".errorlist", ".invalid-feedback"),
    *(".alert-danger", ".alert-error", ".fr-alert--error", ".fr-error-text", ".error-message"),
    *(".errors", ".error", ".erreur"),
)
WARNINGS = (".alert-warning", "[role=alert]", ".alert")
NEWS = ("[role=status]", ".messages", ".message")
"""Where portals put what they have to say: ASP.NET, Django, Bootstrap, the French State's design
system, ARIA, and plain words."""

_FRENCH = {"aucun": 0, "aucune": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4}
_ENGLISH = {"no": 0, "one": 1, "two": 2, "three": 3, "four": 4}
_VALUES = _FRENCH | _ENGLISH
_NUMBER = rf"\b(?P<number>\d{{1,2}}|{'|'.join(sorted(_VALUES, reverse=True))})"
_TRY = r"(?:essais?|tentatives?|tries|try|attempts?)"
_TRIES = (
    re.compile(
        rf"\b(?:rest\w*|plus|encore|remain\w*|left|only)[^.!?\d]{{0,25}}?{_NUMBER} {_TRY}\b"
    ),
    re.compile(rf"{_NUMBER} (?:more )?{_TRY} (?:\w+ )?(?:restant|left|remain)"),
    re.compile(rf"{_NUMBER} (?:remaining|more|other|autres?|dernier\w*|nouve\w+) {_TRY}\b"),
    re.compile(rf"\b{_TRY} (?:restant\w*|left|remaining) ?: ?{_NUMBER}(?!\w)"),
    re.compile(rf"\bremaining {_TRY} ?: ?{_NUMBER}(?!\w)"),
)
_LAST = re.compile(rf"\b(?:dernier|derniere|last|final) {_TRY}\b(?! (?:a|de|has|failed)\b)")
_ANY_NUMBER = re.compile(rf"{_NUMBER}(?!\w)")

_ADDRESS = re.compile(r"([^\s<>()\[\]\"«»,;:@]{1,64})@[^\s<>()\[\]\"«»,;:@]{1,190}")
_MASK = re.compile(r"[*•●∙·…]|x{3}|\.{3}")


def messages(page: Page, way: EmailWay) -> Iterator[str]:
    """What the portal says of its own accord, refusals first: harmless, short, none twice."""
    named = way.message_selector
    groups = (REFUSALS, WARNINGS, NEWS) if named is None else ((named,),)
    said = (plain(text, SAID_LIMIT) for group in groups for text in page.texts_at(group))
    return iter(dict.fromkeys(text for text in said if text))


def as_told(
    page: Page, way: EmailWay, mailed: MailedCode, *, now: float, expired: bool = False
) -> MailedCode:
    """With what the page says of the code; what it does not repeat holds, but the tries left.

    Of a code that has `expired` the end is not known any more, unless the page tells another one.
    """
    told = _expires(page, way, mailed.sent, now)
    expires = mailed.expires if told is None else told
    return replace(
        mailed,
        address=_address(page, way) or mailed.address,
        expires=None if expired and expires == mailed.expires else expires,
        tries_left=_tries_left(page, way),
    )


def holder_on(page: Page, way: EmailWay, number: Identifier) -> Holder:
    """Whom the landing page names; only the number, if it is not known where it names her."""
    name = "" if way.holder_selector is None else page.text_at(way.holder_selector)
    return Holder("", "", "", str(number), whole_name=name)


def _address(page: Page, way: EmailWay) -> str:
    """Only what the portal has masked, unless the configuration knows better."""
    if way.address_selector is not None:
        return plain(page.text_at(way.address_selector), ADDRESS_LIMIT)
    for found in _ADDRESS.finditer(page.text):
        if _MASK.search(found[1]):
            return plain(found[0].rstrip(".!?"), ADDRESS_LIMIT)
    return ""


def _expires(page: Page, way: EmailWay, sent: float, now: float) -> float | None:
    if way.expiry_selector is None:
        return end_of_code(page.text, now=now, sent=sent)
    return end_as_pointed_at(page.text_at(way.expiry_selector), now=now, sent=sent)


def _tries_left(page: Page, way: EmailWay) -> int | None:
    selector = way.tries_selector
    text = fold(page.text if selector is None else page.text_at(selector))
    for pattern in _TRIES if selector is None else (*_TRIES, _ANY_NUMBER):
        if found := pattern.search(text):
            number = found["number"]
            return int(number) if number.isdecimal() else _VALUES[number]
    return 1 if _LAST.search(text) else None
