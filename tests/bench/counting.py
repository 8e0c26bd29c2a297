"""The kiosk's watcher alone in a process, saying `in` and `out` for each card it saw"""

import sys
import threading

from devices.events import CardInserted, CardRemoved, ReaderEvent
from devices.reader.watcher import ScardWatcher


def post(event: ReaderEvent) -> None:
    """Called by the watcher's thread."""
    match event:
        case CardInserted():
            say("in")
        case CardRemoved():
            say("out")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    ScardWatcher(post).start()
    threading.Event().wait()
