"""`make bench`: measures, prints the table, and writes docs/bench.md."""

import sys
import time
from pathlib import Path

from tests.bench import cycles, first_paint, idle, machine, visits
from tests.bench.report import Run, page, table
from tests.bench.rig import rig

PAGE = Path(__file__).parents[2] / "docs" / "bench.md"


def main() -> None:
    """Says what it is doing: it takes some minutes. A missed budget is no failure of the run."""
    began, load = time.monotonic(), machine.load()
    figures = []
    with rig() as made:
        for subject in (first_paint, visits, idle, cycles):
            _say(f"{subject.__name__.rpartition('.')[2].replace('_', ' ')} …")
            figures += subject.measure(made)
    run = Run(figures, tuple(machine.describe()), (load, machine.load()), time.monotonic() - began)
    PAGE.write_text(page(run), encoding="utf-8")
    _say(f"\n{table(figures)}\n\nWritten to {PAGE.relative_to(Path.cwd())}.")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
