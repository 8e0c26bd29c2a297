"""A report of a fault says where and of which kind, and no values."""

import asyncio
import logging
import subprocess
import sys

import pytest

from kiosk.crash import describe, log_loose_end

SECRET = "4321-secret"


def fails(pin: str) -> None:
    try:
        int(pin)
    except ValueError as error:
        raise KeyError(pin) from error


def test_it_names_the_whole_chain_of_errors_and_their_places() -> None:
    with pytest.raises(KeyError) as caught:
        fails(SECRET)
    report = describe(caught.value)
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert "test_crash.py:" in report
    assert " in fails" in report
    assert SECRET not in report


async def test_a_task_that_nobody_waits_for_is_reported_without_values(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(log_loose_end)
    loop.call_soon(fails, SECRET)
    with caplog.at_level(logging.ERROR):
        await asyncio.sleep(0)
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("where", ["fails()", "threading.Thread(target=fails).start()"])
def test_an_error_that_nobody_caught_is_reported_without_values(where: str) -> None:
    program = f"""
import threading
from kiosk.crash import guard
guard(lambda: print("aborted"))
def fails():
    pin = "{SECRET}"
    raise ValueError(pin)
{where}
"""
    done = subprocess.run(
        [sys.executable, "-"], input=program, capture_output=True, text=True, check=False
    )
    assert "ValueError" in done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert ("aborted" in done.stdout) == ("Thread" in where)
