"""What is said about the PC/SC service and its readers, on a real service."""

from dataclasses import replace

import pytest

from kiosk.check import Check, State, run
from kiosk.check.reader import readers
from kiosk.config import ReaderTable
from kiosk.i18n import Language, Translator
from tests.support.configs import configured
from tests.support.pcsc import PcscService

ENGLISH = Translator(Language.EN)


def seen(*allow: str) -> list[tuple[str, State, str]]:
    config = replace(configured(), reader=ReaderTable(allow=allow or (".*",)))
    return [(fact.topic, fact.state, fact.said(ENGLISH)) for fact in readers(config)]


def test_readers_are_named(pcsc: PcscService) -> None:
    service, reader = seen()
    assert service[:2] == ("pcsc", State.OK)
    assert reader[:2] == ("reader", State.OK)
    assert all(each.name in reader[2] for each in pcsc.readers)


@pytest.mark.usefixtures("pcsc")
def test_a_reader_that_is_not_allowed_is_left_alone() -> None:
    _, (_, state, said) = seen(r"\(left\)")
    assert state is State.OK
    assert said.index("left") < said.index("left alone") < said.index("right")


def test_no_allowed_reader_is_a_failure(pcsc: PcscService) -> None:
    _, (_, state, said) = seen("Gemalto")
    assert state is State.FAILED
    assert pcsc.readers[0].name in said


def test_no_reader_is_a_failure(pcsc: PcscService) -> None:
    pcsc.stop()
    for index in range(len(pcsc.readers)):
        pcsc.detach_reader(index)
    pcsc.start()
    _, reader = seen()
    assert reader[1:] == (State.FAILED, "no card reader")


def test_no_service_is_a_failure(pcsc: PcscService) -> None:
    pcsc.stop()
    ((topic, state, said),) = seen()
    assert (topic, state) == ("pcsc", State.FAILED)
    assert "NO_SERVICE" in said


def test_a_service_that_hangs_is_a_failure(pcsc: PcscService) -> None:
    pcsc.suspend()
    (fact,) = run(configured(), [Check("reader", readers, 0.2)])
    assert (fact.topic, fact.state) == ("reader", State.FAILED)
    pcsc.resume()
