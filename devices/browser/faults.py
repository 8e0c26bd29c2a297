"""Why a page did not open, from what Chromium calls it (net_error_list.h)."""

import re

from devices.errors import PageFailed, PageFault

_NAMES = (
    (r"CERT_|SSL_|BAD_SSL", PageFault.UNTRUSTED),
    (r"BLOCKED_BY_", PageFault.OFF_LIMITS),
    (r"(CONNECTION_)?TIMED_OUT", PageFault.SLOW),
    (r"TOO_MANY_REDIRECTS", PageFault.REDIRECTS),
    # An error without a page of its own; of which kind is not told.
    (r"HTTP_RESPONSE_CODE_FAILURE", PageFault.BROKEN),
    (r"ABORTED|INVALID_|UNSAFE_REDIRECT|UNKNOWN_URL|UNEXPECTED|TOO_BIG", PageFault.UNCLEAR),
)


def failed(name: str) -> PageFailed:
    """The error of this name, e.g. "net::ERR_CONNECTION_REFUSED"."""
    bare = name.removeprefix("net::ERR_")
    faults = (fault for pattern, fault in _NAMES if re.match(pattern, bare))
    return PageFailed(next(faults, PageFault.UNREACHABLE), name)


def refused(status: int) -> PageFailed:
    """The error of an HTTP status from 400 on."""
    fault = PageFault.BROKEN if status >= 500 else PageFault.REFUSED
    return PageFailed(fault, f"HTTP status {status}")
