"""French typography, as the catalogue must have it."""

import re

NARROW = "\u202f"

_RULES = {
    "a narrow no-break space goes before ; ! ?": re.compile(
        rf"(?<![{NARROW}!?])[;!?](?=[\s»”)]|$)"
    ),
    "a narrow no-break space goes before :": re.compile(rf"(?<!{NARROW}):(?=\s|$)"),
    "a narrow no-break space goes inside « »": re.compile(rf"«(?!{NARROW})|(?<!{NARROW})»"),
    "the apostrophe is ’": re.compile("'"),
    "quotation marks are « »": re.compile('["“”]'),
    "the ellipsis is one character": re.compile(re.escape("...")),
    "one space is enough": re.compile(r"[^\S\n]{2}"),
}


def french_faults(text: str) -> list[str]:
    """The rules that the text breaks. Addresses and times (14:32) are left alone."""
    return [rule for rule, broken in _RULES.items() if broken.search(text)]
