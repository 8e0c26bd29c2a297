"""JSON that others have written."""

import json
import math
from typing import NoReturn


def read_object(text: str | bytes) -> dict[str, object] | None:
    """The JSON object that it is; None when it is none.

    Nor is it one when a number in it is infinite, or none: Python would read "Infinity" and "NaN",
    which RFC 8259 §6 does not know, and a token with such an end would be good for ever.
    """
    try:
        found = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)
