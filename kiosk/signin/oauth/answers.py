"""What a provider's answers say, and what they are when they say nothing of use.

Nothing that a provider wrote gets into an error but the codes of RFC 6749 §5.2.
"""

import math
import re
import time
from collections.abc import Mapping
from typing import NoReturn

from kiosk.cookie_date import parse_cookie_date
from kiosk.http import Answer
from kiosk.signin.oauth.errors import ClientRefused, ProviderBroken, ProviderUnclear
from kiosk.signin.oauth.objects import read_object

LONGEST_RETRY_SECONDS = 3600.0
"""What is asked of the doctor does not live longer."""

_CODE = re.compile(r"[ !#-\[\]-~]{1,64}")
"""RFC 6749 §5.2, and short."""
_VISIBLE = re.compile(r"[ -~]+")
"""VSCHAR (RFC 6749 appendix A): what may stand in a form, a header, and a log."""


class OAuthRefusal(ClientRefused):
    """An error of RFC 6749 §5.2; whoever asked knows what some of them mean."""

    def __init__(self, error: str, retry_after: float | None) -> None:
        super().__init__(error)
        self.retry_after = retry_after


def document(answer: Answer) -> dict[str, object]:
    """The JSON object of a successful answer; raises what `judge` does, and ProviderUnclear."""
    judge(answer)
    found = read_object(answer.text)
    if found is None:
        raise ProviderUnclear("no JSON object")
    if found.get("error") is not None:
        # Some say that nobody has answered yet with status 200.
        _refuse(answer, found)
    return found


def judge(answer: Answer) -> None:
    """Raises for everything but success: OAuthRefusal, ClientRefused, ProviderBroken or -Unclear.

    Providers say the errors of RFC 6749 with various statuses: what they say goes before how.
    """
    if 200 <= answer.status < 300:
        return
    if answer.status >= 500 or answer.status < 300:
        raise ProviderBroken(answer.status, retry_after(answer))
    if answer.status < 400:
        raise ProviderUnclear("a redirect")
    if answer.refuses_certificate:
        raise ClientRefused("certificate")
    _refuse(answer, read_object(answer.text) or {})


def _refuse(answer: Answer, found: Mapping[str, object]) -> NoReturn:
    code = found.get("error")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        code = None
    if answer.status == 429 and code != "slow_down":
        raise ProviderBroken(answer.status, retry_after(answer))
    if code is not None:
        raise OAuthRefusal(code, retry_after(answer))
    if answer.status in {401, 403}:
        raise ClientRefused(f"status {answer.status}")
    raise ProviderUnclear(f"status {answer.status}")


def retry_after(answer: Answer) -> float | None:
    """Seconds, whether it says seconds or a date (RFC 9110 §10.2.3); None when neither."""
    said = answer.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", said):
        return min(float(said), LONGEST_RETRY_SECONDS)
    moment = parse_cookie_date(said)
    if moment is None:
        return None
    # By the provider's own clock, when it shows it.
    now = parse_cookie_date(answer.headers.get("date", "")) or time.time()
    return min(max(moment - now, 0.0), LONGEST_RETRY_SECONDS)


def text(found: Mapping[str, object], name: str) -> str:
    """A member that must be there; raises ProviderUnclear."""
    value = optional_text(found, name)
    if value is None:
        raise ProviderUnclear(f"no {name}")
    return value


def optional_text(found: Mapping[str, object], name: str) -> str | None:
    """A member that may be missing; raises ProviderUnclear when it is no visible ASCII."""
    value = found.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not _VISIBLE.fullmatch(value):
        raise ProviderUnclear(name)
    return value


def seconds(found: Mapping[str, object], name: str, default: float | None = None) -> float:
    """A length of time, not negative; raises ProviderUnclear, also when there is no default."""
    value = found.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ProviderUnclear(name)
    # What is longer than any float is as good as for ever.
    return float(value) if value < 1e9 else math.inf
