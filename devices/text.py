"""Text from cards, servers and keyboards: made harmless and short before anything shows it."""

import unicodedata

ELLIPSIS = "…"


def plain(text: str, limit: int) -> str:
    """One line of at most `limit` characters: no control, format or unassigned characters.

    Format characters (category Cf) go too: they include the bidirectional overrides, which can make
    a name read as another one. Runs of white space become one space.
    """
    # Composition changes the length, so a first cut far above the limit bounds the work.
    composed = unicodedata.normalize("NFC", text[: limit * 8])
    kept = "".join(char for char in composed if char.isspace() or not _hidden(char))
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + ELLIPSIS


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Cs"}
