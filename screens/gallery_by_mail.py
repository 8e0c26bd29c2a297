"""One example of everything that can be on screen on the way by password and mailed code."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.flow.desk import Desk, Seat
from kiosk.flow.effects import EndReason, Page
from kiosk.flow.mail import CodeHint, MailedCode, MailWay, PasswordHint
from kiosk.flow.phone import NumberHint, PhoneFlow
from kiosk.flow.state import (
    AtPage,
    CodeEntry,
    Notice,
    PasswordEntry,
    PasswordHelp,
    Refusal,
    SigningIn,
    SignInStep,
    State,
    Welcome,
)
from kiosk.flow.visit import Visit
from kiosk.identity import Holder, Identifier, Method
from kiosk.trouble import Trouble

NUMBER = Identifier("899700366240")
DOUBTED = Identifier("899700366241")
ADDRESS = "c•••••@medecin.example"
FORGOTTEN = "https://portail.example/compte/mot-de-passe-oublie"
WORDS = "Identifiant ou mot de passe incorrect. Il vous reste 2 tentatives."
LONG_WORDS = "Pour des raisons de sécurité, votre demande ne peut pas aboutir. " * 4
HOSTILE = "[bold red]Votre[/] \u202epaswd\u202c \x1b[2J <b>code</b> {portal} 👩‍⚕️ " * 5
ELSEWHERE = ("C", "M", "E", "P01", "P10")
"""Codes of the troubles, or their beginnings, that this way does not meet."""


def by_mail(alone: Desk, occupied: Seat, holder: Holder) -> dict[str, State]:
    """Every state by a name; `alone` has a reader, in which there may be a card as `occupied`."""
    way = MailWay(forgotten_url=FORGOTTEN, forgotten_here=True)
    desk = replace(alone, rules=replace(alone.rules, mail=way), visits=1)
    both = replace(desk, rules=replace(desk.rules, phone=PhoneFlow.QR))
    return {
        **_welcome(desk, both, occupied),
        **_password(both),
        **_password_without_phone(desk, occupied),
        **_password_page(desk),
        **_code(desk),
        **_progress(desk, holder),
        **dict(_refused(both)),
        **_refused_beside(both, occupied),
        **_refused_without_phone(desk),
    }


def _welcome(desk: Desk, both: Desk, occupied: Seat) -> dict[str, State]:
    worst = replace(both, journal_works=False)
    beside = replace(both, seats=(occupied,))
    until = desk.now + 30
    return {
        "welcome-mail": Welcome(desk),
        "welcome-mail-first": Welcome(desk, Notice(Trouble.FIRST_SIGN_IN, until)),
        "welcome-all-ways": Welcome(both),
        "welcome-all-ways-card-left": Welcome(beside, Notice(EndReason.IDLE, until)),
        "welcome-all-ways-worst": Welcome(worst, Notice(Trouble.FIRST_SIGN_IN, until)),
    }


def _password(desk: Desk) -> dict[str, State]:
    entry = PasswordEntry(desk, _visit(), desk.now + 60)
    doubtful = replace(entry, typed=str(DOUBTED), doubted=DOUBTED, hint=NumberHint.DOUBTFUL)
    known = replace(entry, number=NUMBER)
    rejected = replace(known, hint=PasswordHint.REJECTED)
    slowed = replace(known, hint=PasswordHint.SLOWED, slowed_until=desk.now + 45)
    simple = replace(desk, rules=replace(desk.rules, mail=MailWay()))
    return {
        "password-number": entry,
        "password-number-doubtful": doubtful,
        "password-number-malformed": replace(entry, typed="8997A", hint=NumberHint.MALFORMED),
        "password": known,
        "password-typing": known,
        "password-missing": replace(known, hint=PasswordHint.MISSING),
        "password-rejected": replace(rejected, said=WORDS),
        "password-rejected-mute": rejected,
        "password-rejected-long": replace(rejected, said=LONG_WORDS),
        "password-rejected-hostile": replace(rejected, said=HOSTILE),
        "password-slowed": slowed,
        "password-slowed-early": replace(slowed, number=None, slowed_until=desk.now + 300),
        "password-slowed-over": replace(slowed, slowed_until=desk.now),
        "password-over": replace(known, hint=PasswordHint.OVER, said=WORDS),
        "password-no-help": replace(known, desk=simple),
    }


def _password_without_phone(desk: Desk, occupied: Seat) -> dict[str, State]:
    entry = PasswordEntry(desk, _visit(), desk.now + 60)
    slowed = replace(entry, number=NUMBER, hint=PasswordHint.SLOWED, slowed_until=desk.now + 900)
    beside, unplugged = replace(desk, seats=(occupied,)), replace(desk, seats=())
    return {
        "password-number-card-alone": entry,
        "password-slowed-card-alone": slowed,
        "password-slowed-card-left": replace(slowed, desk=beside),
        "password-slowed-no-reader": replace(slowed, desk=unplugged),
    }


def _password_page(desk: Desk) -> dict[str, State]:
    entry = PasswordEntry(desk, _visit(), desk.now + 60, number=NUMBER)
    help_with_it = PasswordHelp(desk, _visit(), desk.now + 60, entry)
    elsewhere = MailWay(forgotten_url=FORGOTTEN)
    long = MailWay(forgotten_url=f"{FORGOTTEN}?retour={'abcdefgh/' * 20}")
    soon = desk.now + 100
    browsing = AtPage(desk, _visit(), desk.now + 180, desk.now, Page.PASSWORD, NUMBER)
    return {
        "password-help": help_with_it,
        "password-help-elsewhere": _with(help_with_it, elsewhere),
        "password-help-long": _with(help_with_it, long),
        "password-page-opening": browsing,
        "password-page": replace(browsing, opened=True),
        "password-page-longest": replace(
            browsing, opened=True, deadline=soon, began=soon - desk.rules.longest
        ),
    }


def _code(desk: Desk) -> dict[str, State]:
    mailed = MailedCode(desk.now - 5, ADDRESS, expires=desk.now + 580)
    entry = CodeEntry(desk, _visit(), desk.now + 300, NUMBER, mailed)
    old = replace(entry, mailed=replace(mailed, sent=desk.now - 60))
    mute = replace(mailed, address="", expires=None, resendable=False)
    told = replace(old.mailed, tries_left=2, said="Code incorrect.")
    rejected = replace(old, mailed=told, hint=CodeHint.REJECTED)
    gone = replace(told, expires=desk.now, said="")
    long = MailWay(code_length=12, code_letters=True)
    return {
        "code": entry,
        "code-typing": entry,
        "code-resendable": old,
        "code-mute": replace(entry, mailed=mute),
        "code-mute-expired": replace(entry, mailed=mute, hint=CodeHint.EXPIRED),
        "code-unfinished": replace(old, hint=CodeHint.UNFINISHED),
        "code-rejected": rejected,
        "code-rejected-long": replace(rejected, mailed=replace(told, said=LONG_WORDS)),
        "code-hostile": replace(rejected, mailed=replace(told, said=HOSTILE, address=HOSTILE)),
        "code-expired": replace(old, mailed=gone),
        "code-expired-early": replace(rejected, hint=CodeHint.EXPIRED),
        "code-slowed": replace(old, hint=CodeHint.SLOWED, slowed_until=desk.now + 45),
        "code-tries-quoted": replace(rejected, mailed=replace(told, said=WORDS)),
        "code-resending": replace(old, resending=True),
        "code-resent": replace(entry, hint=CodeHint.RESENT),
        # A visit of its own: the boxes are as many as its first code has characters.
        "code-letters": _with(replace(old, visit=_visit(2), hint=CodeHint.UNFINISHED), long),
    }


def _progress(desk: Desk, holder: Holder) -> dict[str, State]:
    signing = SigningIn(
        desk, _visit(), desk.now + 90, holder, step=SignInStep.CHECKING_PASSWORD, number=NUMBER
    )
    return {
        "progress-password": signing,
        "progress-mailed-code": replace(signing, step=SignInStep.CHECKING_CODE),
        "progress-page-by-mail": replace(signing, step=SignInStep.OPENING_PAGE),
    }


def _refused(desk: Desk) -> Iterator[tuple[str, State]]:
    for trouble in Trouble:
        if not trouble.code.startswith(ELSEWHERE):
            name = f"trouble-{trouble.code}-{trouble.word}-mail"
            yield (
                name,
                Refusal(desk, trouble, desk.now + 90, method=Method.EMAIL, number=NUMBER),
            )


def _refused_beside(desk: Desk, occupied: Seat) -> dict[str, State]:
    """With a card in the reader, so that every way is offered."""
    beside = replace(desk, seats=(occupied,))
    until = desk.now + 90
    return {
        "trouble-card-all-ways": Refusal(beside, Trouble.PIN_LOCKED, until, occupied.card),
        "trouble-ecps-all-ways": Refusal(beside, Trouble.NUMBER_UNKNOWN, until, method=Method.ECPS),
        "trouble-mail-all-ways": Refusal(beside, Trouble.FORM_MISSING, until, method=Method.EMAIL),
        "trouble-mail-first": Refusal(beside, Trouble.FIRST_SIGN_IN, until, method=Method.EMAIL),
    }


def _refused_without_phone(desk: Desk) -> dict[str, State]:
    plain = replace(desk, rules=replace(desk.rules, mail=MailWay()))
    until = desk.now + 90
    return {
        f"trouble-{trouble.code}-card-alone": Refusal(plain, trouble, until, method=Method.EMAIL)
        for trouble in (Trouble.FORM_MISSING, Trouble.FIRST_SIGN_IN, Trouble.PASSWORD_OUTDATED)
    }


def _with(state: State, way: MailWay) -> State:
    desk = replace(state.desk, rules=replace(state.desk.rules, mail=way))
    return replace(state, desk=desk)


def _visit(number: int = 1) -> Visit:
    return Visit(number, Method.EMAIL, card=None)
