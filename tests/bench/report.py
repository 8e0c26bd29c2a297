"""The table, for the terminal and for docs/bench.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.figures import Figure, Series

HEAD = """# What the kiosk costs

Written by `make bench`. Everything is real but the card's plastic: a private pcscd with virtual
readers, a virtual CPS3 behind OpenSC, stunnel, a portal behind nginx, Chromium (headless),
`kiosk run` on a pseudo-terminal of 80×24. Each figure stands beside its floor, taken by turns in
the same run: what the same costs without the kiosk. Budgets are judged by the median.

"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the bench."""

    figures: Sequence[Figure]
    machine: Sequence[tuple[str, str]]
    loads: tuple[float, float]
    """Before and after."""
    seconds: float


def page(run: Run) -> str:
    """The whole document."""
    machine = "\n".join(f"- {name}: {said}" for name, said in run.machine)
    return f"{HEAD}{table(run.figures)}\n\n{_busy(run)}\n\n{METHODS}\n## Machine\n\n{machine}\n"


def table(figures: Sequence[Figure]) -> str:
    """In Markdown, its columns aligned."""
    heads = ("What", "Rounds", "Median", "Worst", "Floor", "Floor, worst", "Ratio", "Budget", "")
    rows = [heads, *(tuple(_cells(figure)) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in rows]
    dashes = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:-2])]
    dashes += ["-" * width for width in widths[-2:]]
    lines.insert(1, "| " + " | ".join(dashes) + " |")
    return "\n".join(lines)


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        words = column == 0 or column >= len(row) - 2
        yield cell.ljust(width) if words else cell.rjust(width)


def _cells(figure: Figure) -> Iterator[str]:
    yield figure.what
    yield str(len(figure.ours.values))
    yield from _pair(figure, figure.ours)
    yield from _pair(figure, figure.floor)
    yield f"{figure.ratio:.2f}" if figure.ratio is not None else ""
    yield figure.budget
    yield figure.verdict


def _pair(figure: Figure, series: Series | None) -> tuple[str, str]:
    if series is None:
        return "", ""
    values = (series.median, series.worst)
    median, worst = (f"{value:.{figure.digits}f} {figure.unit}".strip() for value in values)
    return median, worst if len(series.values) > 1 else ""


def _busy(run: Run) -> str:
    before, after = run.loads
    return (
        f"The run took {run.seconds:.0f} s. The machine's load was {before:.1f} before it and"
        f" {after:.1f} at its end (the bench itself makes about 1)."
    )


METHODS = """## How each is taken

- **First paint**: from just before the process is started until its first words come out of the
  pseudo-terminal. The floor is an app of Textual with one word, started the same way. *Ready for a
  card* is when the kiosk has found its readers and says so.
- **Card seen by PC/SC → PIN boxes**: a second program waits in `SCardGetStatusChange` on the same
  pcscd, and takes the time when its call returns; the end is when the piece of output comes that
  completes the four boxes. pcscd wakes its clients one after the other, so this is exact to about a
  millisecond. The floor is an app of Textual with one thread and two screens, timed the same way.
- **PIN Enter → page loaded**: from the key being written to the terminal until the page's own load
  event reaches the portal. Between digits a doctor's third of a second passes, while the browser
  gets warm. The floor does login, stunnel's one signature, one GET and the page in a warm Chromium
  from one script, without a screen, a second GET, a reset of the card or any check; it is timed by
  the same load event.
- **Removal seen by PC/SC → …**: the same second program tells the beginning. The screen is read as
  above; the ends of the browser's processes come from the kernel (pidfd), all of them counted; the
  profile is looked at each millisecond. The browser's floor is the time from SIGKILL to the end of
  a Chromium that shows the same page.
- **Idle**: processor time of all threads (`/proc/PID/task/*/schedstat`) of the kiosk and of
  `pcsc_scan` on its own terminal, at the same time, with two empty readers. Resident memory is
  `VmRSS`, shared libraries included; the kiosk has no child while idle.
- **Insert/pull cycles**: the kiosk's watcher alone in a process; each card is put in when the pull
  before it was reported, and each report is awaited.
"""
