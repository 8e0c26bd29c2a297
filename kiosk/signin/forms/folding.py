"""Texts as they are compared: neither case nor accents nor kinds of spaces and quotes matter."""

import unicodedata

_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-"})


def fold(text: str) -> str:
    """Without case and accents, every white space a single space."""
    return unaccented(text).lower()


def unaccented(text: str) -> str:
    """The same with its capitals: in lower case it is as long."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(kept.split())
