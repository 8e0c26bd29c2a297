"""Whom the claims of an ID token name, whatever is in them."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity import Holder
from kiosk.signin.oauth.claims import holder_of

PSC: dict[str, object] = {
    "sub": "f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:899700366240",
    "SubjectNameID": "899700366240",
    "preferred_username": "899700366240",
    "given_name": "CAMILLE",
    "family_name": "MARTIN",
    "SubjectRole": ["10^1.2.250.1.213.1.1.5.5"],
    "Secteur_Activite": "SA07^1.2.250.1.71.4.2.4",
}


def test_pro_sante_connect_names_a_doctor() -> None:
    holder = holder_of(PSC)
    assert holder == Holder("MARTIN", "CAMILLE", "Médecin", "899700366240")
    assert holder.display_name == "Dr Camille MARTIN"


def test_a_profession_is_named_only_where_it_is_certain() -> None:
    titles = {
        "10^1.2.250.1.213.1.1.5.5": "Médecin",
        "21^1.2.250.1.213.1.1.5.5": "Pharmacien",
        "60^1.2.250.1.213.1.1.5.5": "Infirmier",
        "99^1.2.250.1.213.1.1.5.5": "",
        "10^1.2.250.1.213.1.1.4.5": "",
        "10": "",
        "": "",
    }
    for role, title in titles.items():
        assert holder_of(PSC | {"SubjectRole": [role]}).title == title
    speciality_first = ["SM26^1.2.250.1.213.1.1.4.5", 5, "10^1.2.250.1.213.1.1.5.5"]
    assert holder_of(PSC | {"SubjectRole": speciality_first}).title == "Médecin"


def test_any_provider_names_somebody() -> None:
    told = {"sub": "248289761001", "name": "Jeanne Exemple", "preferred_username": "j.exemple"}
    assert holder_of(told).display_name == "Jeanne Exemple"
    assert holder_of(told).number == ""
    parts = told | {"given_name": "Jeanne", "family_name": "Exemple"}
    assert holder_of(parts).display_name == "Jeanne EXEMPLE"
    assert holder_of({"sub": "248289761001"}) == Holder("", "", "", "")


def test_a_user_name_is_a_number_only_if_it_reads_like_one() -> None:
    numbers = {
        "899700366240": "899700366240",
        "8 9970036624 0": "899700366240",
        "99700366240": "899700366240",
        "00B6077602": "00B6077602",
        "500000001815646/CPAT00045": "500000001815646/CPAT00045",
        "camille.martin": "",
        "89970036624": "",
        "8" * 5000: "",
    }
    for told, number in numbers.items():
        assert holder_of({"preferred_username": told}).number == number
    assert holder_of({"preferred_username": "camille", "rpps": "99700366240"}).number != ""


def test_hostile_claims_come_to_a_short_line() -> None:
    holder = holder_of(
        {
            "family_name": "MAR\u202eTIN\x1b[2J\n" + "N" * 10_000,
            "given_name": {"$ne": None},
            "name": ["x"],
            "SubjectRole": {"10^1.2.250.1.213.1.1.5.5": 1},
            "SubjectNameID": 899700366240,
            "preferred_username": "[bold]8997",
        }
    )
    assert holder.display_name.startswith("MARTIN[2J NNNN")
    assert len(holder.display_name) <= 40
    assert (holder.given_name, holder.title, holder.number) == ("", "", "")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*PSC, "name", "rpps"]), values))
def test_no_claims_at_all_can_break_it(claims: dict[str, object]) -> None:
    assert len(holder_of(claims).display_name) <= 200
