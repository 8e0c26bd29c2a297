"""Whose ID token it is: Pro Santé Connect's claims, or those of any OpenID provider.

Sources: the claims that Pro Santé Connect documents (SubjectNameID, SubjectRole), and OpenID
Connect Core 1.0 §5.1 for the others.
"""

from collections.abc import Mapping

from kiosk.identity import Holder, Identifier, IdentifierError

LONGEST = 500
"""Characters of a claim that are looked at."""

_NUMBERS = ("SubjectNameID", "preferred_username", "rpps")
_PROFESSIONS = "1.2.250.1.213.1.1.5.5"
_TITLES = {
    "10": "Médecin",
    "21": "Pharmacien",
    "40": "Chirurgien-Dentiste",
    "50": "Sage-Femme",
    "60": "Infirmier",
}
"""By the profession's code (nomenclature G15)."""


def holder_of(claims: Mapping[str, object]) -> Holder:
    """The person that verified claims speak of; what they do not tell is empty."""
    family, given = _text(claims, "family_name"), _text(claims, "given_name")
    return Holder(
        family_name=family,
        given_name=given,
        title=_title(claims.get("SubjectRole")),
        number=_number(claims),
        whole_name="" if family or given else _text(claims, "name"),
    )


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value[:LONGEST] if isinstance(value, str) else ""


def _number(claims: Mapping[str, object]) -> str:
    """A user name is a number only if it reads like one."""
    for name in _NUMBERS:
        try:
            return str(Identifier.parse(_text(claims, name)))
        except IdentifierError:
            continue
    return ""


def _title(roles: object) -> str:
    """ "10^1.2.250.1.213.1.1.5.5" in a list, beside roles of other kinds."""
    if not isinstance(roles, list):
        return ""
    for role in roles[:LONGEST]:
        code, _, kind = role.partition("^") if isinstance(role, str) else ("", "", "")
        if kind == _PROFESSIONS and code in _TITLES:
            return _TITLES[code]
    return ""
