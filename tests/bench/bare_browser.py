"""A warm Chromium, driven by three messages and nothing else."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from devices.browser.profile import Profile
from devices.browser.settings import BrowserSettings
from devices.browser.switches import SEARCH_PATH, command_line, environment
from devices.browser.trust import trust


class BareBrowser:
    """With the kiosk's switches and authorities: what differs is only who drives it."""

    def __init__(self, profile: Profile, ca_file: Path) -> None:
        settings = BrowserSettings(
            command="chromium",
            arguments=(),
            allowed_hosts=("localhost",),
            language="fr",
            headless=True,
            ca_files=(ca_file,),
            sandbox=os.geteuid() != 0,
        )
        trust(settings.ca_files, profile.home)
        read_orders, write_orders = os.pipe()
        read_answers, write_answers = os.pipe()
        shim = f'exec "$@" 3<&{read_orders} 4>&{write_answers}'
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", shim, "sh", "chromium", *command_line(settings, profile)],
            env=environment(profile, "fr") | {"PATH": SEARCH_PATH},
            pass_fds=(read_orders, write_answers),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(read_orders)
        os.close(write_answers)
        self._orders = os.fdopen(write_orders, "wb", buffering=0)
        self._answers = os.fdopen(read_answers, "rb")
        self._buffer = b""
        self._number = 0
        self._order("Browser.getVersion", {})

    def open(self, url: str, cookies: Sequence[dict[str, str]]) -> None:
        """Returns when the window is being made; the page itself says when it has loaded."""
        self._order("Storage.setCookies", {"cookies": list(cookies)})
        self._order("Target.createTarget", {"url": url, "newWindow": True})

    def _order(self, method: str, params: dict[str, Any]) -> None:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        self._orders.write(json.dumps(message).encode() + b"\0")
        answer = json.loads(self._message())
        assert answer.get("id") == self._number, answer
        assert "error" not in answer, answer

    def _message(self) -> bytes:
        while b"\0" not in self._buffer:
            self._buffer += os.read(self._answers.fileno(), 65536)
        message, _, self._buffer = self._buffer.partition(b"\0")
        return message
