"""The command `kiosk check`."""

import json
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.check import CHECKS, ONE_WAY, Fact, State, run
from kiosk.check.fact import LABELS, failed, ok
from kiosk.config import Config, ConfigInvalid, load
from kiosk.i18n import Translator, _
from kiosk.identity import Method
from kiosk.options import EXIT_CONFIG, config_option, load_or_exit

COLOURS = {State.OK: "green", State.WARNING: "yellow", State.FAILED: "red"}


@click.command()
@config_option
@click.option(
    "--method",
    type=click.Choice(Method, case_sensitive=False),
    help="Only what this way in goes by, and more of it: for e-mail, what the portal's page has.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for tools.")
def check(config: Path, method: Method | None, *, as_json: bool) -> None:
    """Say what works, what does not, and what to do about it.

    Nobody is signed in, and nobody's telephone rings.

    Exit status: 0 when a doctor can sign in, 1 when something failed, 2 when the configuration has
    mistakes.
    """
    sys.exit(_json(config, method) if as_json else _lines(config, load_or_exit(config), method))


def _lines(path: Path, config: Config, method: Method | None) -> int:
    """One line for each fact, as soon as it is known."""
    translator = Translator(config.kiosk.language)
    labels = {state: translator.text(label) for state, label in LABELS.items()}
    width = max(map(len, labels.values()))
    status = 0
    for fact in _facts(path, config, method):
        label = click.style(labels[fact.state].ljust(width), fg=COLOURS[fact.state])
        advice = fact.advice(translator)
        line = f"{label}  {fact.topic:13}  {fact.said(translator)}"
        click.echo(f"{line} → {advice}" if advice else line)
        for detail in fact.details:
            click.echo(f"{'':{width}}  {'':13}  {detail.said(translator)}")
        status |= fact.state is State.FAILED
    return status


def _json(path: Path, method: Method | None) -> int:
    """`{"ok": …, "problems": […], "facts": […]}`: problems of the file, else facts."""
    try:
        config = load(path)
    except ConfigInvalid as invalid:
        problems = [asdict(problem) for problem in invalid.problems]
        _print_json(ok=False, problems=problems, facts=[])
        return EXIT_CONFIG
    translator = Translator(config.kiosk.language)
    found = list(_facts(path, config, method))
    status = int(any(fact.state is State.FAILED for fact in found))
    facts = [
        {
            "topic": fact.topic,
            "state": fact.state,
            "fact": fact.said(translator),
            "remedy": fact.advice(translator) or None,
            "details": [
                {"text": detail.text, "note": translator.text(detail.note) if detail.note else None}
                for detail in fact.details
            ],
        }
        for fact in found
    ]
    _print_json(ok=not status, problems=[], facts=facts)
    return status


def _print_json(**document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _facts(path: Path, config: Config, method: Method | None) -> Iterator[Fact]:
    yield _configuration(path)
    if method is None:
        yield from run(config, CHECKS)
    elif method in _open(config):
        yield from run(config, ONE_WAY[method])
    else:
        message, remedy = _("nobody can sign in by {method}"), _("see to [methods.{method}]")
        yield failed(method, message, remedy, method=method)


def _open(config: Config) -> set[Method]:
    """The ways in that the configuration leaves open."""
    methods = config.methods
    others = {Method.ECPS: methods.phone, Method.EMAIL: methods.mail}
    return {Method.CARD} | {method for method, table in others.items() if table is not None}


def _configuration(path: Path) -> Fact:
    """Whoever may write it decides where doctors present their card."""
    if path.stat().st_mode & stat.S_IWOTH:
        message = _("others may change {path}")
        return failed("configuration", message, "chmod o-w {path}", path=path)
    return ok("configuration", _("{path} has no mistakes"), path=path)
