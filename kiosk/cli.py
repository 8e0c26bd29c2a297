"""The commands. Each imports what it needs when it is called: the first screen comes sooner."""

import importlib
import os
import sys
from pathlib import Path

import click

from devices.hardening import forbid_dumps
from kiosk import __version__
from kiosk.options import EXIT_CONFIG, config_option, load_or_exit

ELSEWHERE = {
    "check": "kiosk.check.command",
    "journal": "kiosk.journal_cli",
}
"""Commands that are defined, under their own name, in another module."""

HARMLESS = frozenset({"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DISABLE_KITTY_KEY"})
"""What an administrator may need to set for a terminal."""


class Commands(click.Group):
    """Finds a command in its own module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        command = getattr(importlib.import_module(ELSEWHERE[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101  # a mistake in ELSEWHERE
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kiosk", message="%(prog)s %(version)s")
def main() -> None:
    """Sign-in kiosk for doctors: card in, PIN, own page, card out, nothing left."""


@main.command()
@config_option
@click.option("--as-root", is_flag=True, hidden=True)
def run(config: Path, *, as_root: bool) -> None:
    """Run the kiosk on this terminal."""
    forbid_dumps()
    refuse_steering()
    require_terminal()
    if not as_root:
        refuse_root()
    settings = load_or_exit(config)
    from kiosk.app import run as run_kiosk  # noqa: PLC0415
    from kiosk.logs import keep_log  # noqa: PLC0415

    sys.exit(run_kiosk(settings, keep_log()))


@main.command()
@click.option(
    "--tour", is_flag=True, help="Play a sign-in by each of the three ways, with captions."
)
@click.option(
    "--headless", is_flag=True, help="Without a screen: only say what happens (implies --tour)."
)
@click.option(
    "--ecps",
    type=click.Choice(["qr", "push", "browser"]),
    default="qr",
    show_default=True,
    help="How the phone of a doctor without a card is reached.",
)
def demo(*, tour: bool, headless: bool, ecps: str) -> None:
    """Show the kiosk with simulated cards and a portal of its own."""
    # Root may: its browser has no sandbox, but only ever sees the demo's own pages.
    forbid_dumps()
    refuse_steering()
    if not headless:
        require_terminal()
    from kiosk.demo.app import run as run_demo  # noqa: PLC0415
    from kiosk.flow.phone import PhoneFlow  # noqa: PLC0415
    from kiosk.logs import keep_log  # noqa: PLC0415

    keep_log()
    sys.exit(run_demo(tour=tour or headless, headless=headless, ecps=PhoneFlow(ecps)))


@main.command()
def schema() -> None:
    """Print the JSON Schema of kiosk.toml, for editors."""
    from kiosk.config.schema import json_schema  # noqa: PLC0415

    click.echo(json_schema(), nl=False)


def refuse_steering() -> None:
    """Textual obeys its environment: keys pressed, screens written to files, signals let in.

    OpenSSL would write the keys of every connection to a file.
    """
    steering = sorted(
        name
        for name in os.environ
        if (name.startswith("TEXTUAL") and name not in HARMLESS) or name == "SSLKEYLOGFILE"
    )
    if steering:
        _refuse(
            f"Unset {', '.join(steering)}: the kiosk does not start with that in its environment."
        )


def refuse_root() -> None:
    """Chromium has no sandbox when root starts it: a page could take over the workstation."""
    if os.geteuid() == 0:
        _refuse("The kiosk does not run as root: start it as a user of its own.")


def require_terminal() -> None:
    """Keys come from standard input; the screen goes to standard error."""
    if not all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    ):
        _refuse("The kiosk needs a terminal for its standard input, output and error.")


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(EXIT_CONFIG)
