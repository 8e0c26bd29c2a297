"""Fixtures that every test may ask for."""

pytest_plugins = [
    "tests.support.blocking",
    "tests.support.browsers",
    "tests.support.pcsc",
    "tests.support.watching",
    "tests.support.portal",
    "tests.support.card_desk",
    "tests.support.card_tunnel",
]
