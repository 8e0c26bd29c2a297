"""Fixtures that every test may ask for."""

import os

import pytest
from hypothesis import settings

# Time limits in tests are for hangs: pytest's own is enough.
settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")

pytest_plugins = [
    "tests.support.blocking",
    "tests.support.browsers",
    "tests.support.pcsc",
    "tests.support.watching",
    "tests.support.mail_server",
    "tests.support.portal",
    "tests.support.webforms_portal",
    "tests.support.demo_portal",
    "tests.support.mail_ways",
    "tests.support.card_desk",
    "tests.support.card_tunnel",
    "tests.support.identity_provider",
    "tests.support.provider_stub",
]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed, a test that does not run is a test that is missing."""
    if session.exitstatus == pytest.ExitCode.OK and _missing(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says why the run has failed."""
    if count := _missing(terminalreporter.config):
        terminalreporter.section("skipped tests fail the run in CI")
        terminalreporter.line(f"{count} skipped; -rs above says why")


def _missing(config: pytest.Config) -> int:
    """Tests that were skipped although nothing may be under CI."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") not in {"true", "1"} or reporter is None:
        return 0
    return len(reporter.stats.get("skipped", []))
