"""`python -m kiosk.demo.portal DIRECTORY MAIL_PORT`: serves until its standard input ends.

Each line that comes is what is done with what waits for a doctor: approve, refuse or expire.
"""

import asyncio
import sys
from pathlib import Path

from kiosk.demo.portal.facts import Fact, to_line
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.server import serve


def _tell(fact: Fact) -> None:
    sys.stdout.write(to_line(fact) + "\n")
    sys.stdout.flush()


async def _serve(directory: Path, mail_port: int) -> None:
    parent = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(parent), sys.stdin)
    async with serve(directory, mail_port, _tell) as take:
        while line := await parent.readline():
            take(Gesture(line.decode().strip()))


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
