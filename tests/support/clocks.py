"""Servers whose clock is not ours."""

import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

import pytest


def set_servers_clock(monkeypatch: pytest.MonkeyPatch, offset: int) -> None:
    """From now on their Date header is so many seconds ahead, or behind when negative."""

    def date(_: BaseHTTPRequestHandler, timestamp: float | None = None) -> str:
        return formatdate((timestamp or time.time()) + offset, usegmt=True)

    monkeypatch.setattr(BaseHTTPRequestHandler, "date_time_string", date)
