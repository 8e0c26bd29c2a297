"""Sessions of the demo's portal end in time."""

from kiosk.demo.portal.facts import Fact, SessionClosed, SessionOpened
from kiosk.demo.portal.sessions import Sessions
from kiosk.demo.portal.visitor import Visitor
from tests.demo.clock import Clock

AGENT = ("Chromium", "fr")
VISITOR = Visitor("Dr Camille MARTIN", "Médecin", "899700366240", "TEST AC", "TLSv1.3")


def test_a_session_nobody_uses_expires() -> None:
    clock, facts = Clock(), list[Fact]()
    sessions = Sessions(clock, facts.append, idle=60)
    secret = sessions.open(VISITOR, AGENT)
    clock.now += 60
    assert sessions.find(secret, AGENT) is None
    opened = SessionOpened(1, VISITOR.number, VISITOR.name, VISITOR.tls)
    assert facts == [opened, SessionClosed(1, "expired")]


def test_using_a_session_keeps_it_alive() -> None:
    clock = Clock()
    sessions = Sessions(clock, lambda _fact: None, idle=60)
    secret = sessions.open(VISITOR, AGENT)
    for number in range(1, 6):
        clock.now += 59
        session = sessions.find(secret, AGENT)
        assert session is not None
        assert session.requests == number


def test_a_guess_finds_nothing_and_closes_nothing() -> None:
    facts = list[Fact]()
    sessions = Sessions(Clock(), facts.append)
    sessions.open(VISITOR, AGENT)
    for guess in (None, "", "1"):
        assert sessions.find(guess, AGENT) is None
        sessions.close(guess)
    assert len(facts) == 1


def test_secrets_are_long_and_never_the_same() -> None:
    sessions = Sessions(Clock(), lambda _fact: None)
    secrets = {sessions.open(VISITOR, AGENT) for _ in range(50)}
    assert len(secrets) == 50
    assert min(map(len, secrets)) >= 40
