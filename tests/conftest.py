"""Fixtures that every test may ask for."""

pytest_plugins = [
    "tests.support.pcsc",
    "tests.support.watching",
    "tests.support.portal",
    "tests.support.card_desk",
]
