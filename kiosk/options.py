"""What the commands have in common: the configuration they are given."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.config import Config

HERE = Path("kiosk.toml")
INSTALLED = Path("/etc/kiosk/kiosk.toml")

EXIT_CONFIG = 2
"""Exit status when the configuration, or the way the command was started, is not acceptable."""


def _default() -> Path:
    return HERE if HERE.exists() or not INSTALLED.exists() else INSTALLED


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=_default,
    show_default=f"{HERE}, else {INSTALLED}",
    metavar="FILE",
    help="The configuration.",
)


def load_or_exit(path: Path) -> "Config":
    """The configuration; otherwise its problems go to standard error and the command ends."""
    # A command that needs none, such as `kiosk --version`, must not wait for it.
    from kiosk.config import ConfigInvalid, load  # noqa: PLC0415

    try:
        return load(path)
    except ConfigInvalid as invalid:
        for row in invalid.rows():
            click.echo(row, err=True)
        raise click.exceptions.Exit(EXIT_CONFIG) from None
