"""National identifiers as people type them, and names as cards and servers give them."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.certificate import CardHolder
from kiosk.identity import (
    Holder,
    Identifier,
    IdentifierError,
    IdentifierLength,
    IdentifierMalformed,
    IdentifierMissing,
    NumberKind,
    holder_from,
    luhn,
)

TEST_NUMBERS = ["899700366240", "899700218896", "899700075064", "899700245667", "899700427885"]
SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\t", "\u200b", "\ufeff"]
rpps_bodies = st.from_regex(r"[0-9]{10}", fullmatch=True)


def with_check_digit(body: str) -> str:
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


@pytest.mark.parametrize("number", TEST_NUMBERS)
def test_published_test_numbers_are_plausible_rpps_numbers(number: str) -> None:
    identifier = Identifier.parse(number)
    assert identifier.kind is NumberKind.RPPS
    assert identifier.plausible
    assert str(identifier) == identifier.national == number


@given(rpps_bodies, st.data())
def test_spaces_of_any_kind_are_forgiven_anywhere(body: str, data: st.DataObject) -> None:
    number = "8" + with_check_digit(body)
    gaps = st.lists(st.sampled_from(SPACES), max_size=2).map("".join)
    typed = "".join(data.draw(gaps) + char for char in number) + data.draw(gaps)
    assert Identifier.parse(typed) == Identifier(number)


@given(rpps_bodies)
def test_the_eight_may_be_forgotten_when_the_check_digit_is_right(body: str) -> None:
    rpps = with_check_digit(body)
    assert Identifier.parse(rpps) == Identifier("8" + rpps)


@given(rpps_bodies, st.integers(0, 10), st.integers(1, 9))
def test_one_mistyped_digit_is_a_warning_and_never_a_refusal(
    body: str, place: int, step: int
) -> None:
    rpps = with_check_digit(body)
    wrong = rpps[:place] + str((int(rpps[place]) + step) % 10) + rpps[place + 1 :]
    identifier = Identifier.parse("8" + wrong)
    assert identifier.kind is NumberKind.RPPS
    assert not identifier.plausible


def test_an_adeli_number_may_carry_a_letter() -> None:
    identifier = Identifier.parse("0 0b60 77602")
    assert identifier.national == "00B6077602"
    assert identifier.kind is NumberKind.ADELI
    assert identifier.plausible


def test_other_kinds_of_identifier_pass_as_they_are() -> None:
    identifier = Identifier.parse("500000001815646/CPAT00045")
    assert identifier.kind is NumberKind.OTHER
    assert identifier.plausible


@pytest.mark.parametrize("typed", ["", "   ", "\u202f\u200b", "-"])
def test_nothing_typed_is_said_so(typed: str) -> None:
    with pytest.raises(IdentifierMissing):
        Identifier.parse(typed)


@pytest.mark.parametrize(
    "typed", ["martin", "8997003662l0", "8997003662é0", "00BB077602", "٨٩٩٧", "1;--", "[b]1"]
)
def test_what_no_identifier_contains_is_malformed(typed: str) -> None:
    with pytest.raises(IdentifierMalformed):
        Identifier.parse(typed)


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("89970036624", NumberKind.RPPS, 12),
        ("8997003662400", NumberKind.RPPS, 12),
        ("00607760", NumberKind.ADELI, 10),
        ("00B60776022", NumberKind.ADELI, 10),
        ("5", NumberKind.OTHER, None),
        ("5" * 65, NumberKind.OTHER, None),
        ("8" * 100_000, NumberKind.OTHER, None),
    ],
)
def test_a_wrong_length_says_what_was_expected(
    typed: str, kind: NumberKind, expected: int | None
) -> None:
    with pytest.raises(IdentifierLength) as caught:
        Identifier.parse(typed)
    assert (caught.value.kind, caught.value.expected) == (kind, expected)
    assert caught.value.found == len(typed)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_typed_error(typed: str) -> None:
    try:
        identifier = Identifier.parse(typed)
    except IdentifierError:
        return
    assert Identifier.parse(identifier.national) == identifier
    assert identifier.national.isascii()


def holder(family: str = "MARTIN", given: str = "CAMILLE", title: str = "") -> Holder:
    return Holder(family, given, title, TEST_NUMBERS[0])


@pytest.mark.parametrize("title", ["Médecin", "MÉDECIN", "Medecin", "me\u0301decin"])
def test_a_physician_is_called_doctor(title: str) -> None:
    assert holder(title=title).display_name == "Dr Camille MARTIN"


@pytest.mark.parametrize(
    ("family", "given_name", "title", "shown"),
    [
        ("MARTIN", "CAMILLE", "Infirmier", "Camille MARTIN, Infirmier"),
        ("MARTIN", "CAMILLE", "", "Camille MARTIN"),
        ("le bihan", "anne-marie", "Sage-Femme", "Anne-Marie LE BIHAN, Sage-Femme"),
        ("d'Ys", "LoïC", "", "LoïC D'YS"),
        ("ÉTÉ", "ZOÉ", "", "Zoé ÉTÉ"),
        ("", "", "Médecin", f"Dr {TEST_NUMBERS[0]}"),
        ("MARTIN", "", "", "MARTIN"),
    ],
)
def test_names_are_written_as_in_french(
    family: str, given_name: str, title: str, shown: str
) -> None:
    assert holder(family, given_name, title).display_name == shown


def test_a_card_names_its_holder() -> None:
    on_card = CardHolder("MARTIN", "CAMILLE", "Médecin", TEST_NUMBERS[0])
    expected = dataclasses.asdict(on_card) | {"whole_name": ""}
    assert dataclasses.asdict(holder_from(on_card)) == expected


@given(st.text(), st.text(), st.text())
def test_hostile_names_become_one_short_printable_line(
    family: str, given_name: str, title: str
) -> None:
    shown = holder(family, given_name, title).display_name
    assert 0 < len(shown) <= 200
    assert shown == " ".join(shown.split(" "))
    hidden = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    assert not [char for char in shown if unicodedata.category(char) in hidden]


def test_a_name_of_a_megabyte_is_cut() -> None:
    shown = holder("A" * 1_000_000, "B" * 1_000_000).display_name
    assert len(shown) <= 81
    assert shown.endswith("…")


def test_a_bidirectional_override_does_not_reach_the_screen() -> None:
    assert holder("MAR\u202eTIN\x1b[2J\x07").display_name == "Camille MARTIN[2J"
