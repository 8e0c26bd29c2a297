"""Fixtures that every test may ask for."""

from hypothesis import settings

# Time limits in tests are for hangs: pytest's own is enough.
settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")

pytest_plugins = [
    "tests.support.blocking",
    "tests.support.browsers",
    "tests.support.pcsc",
    "tests.support.watching",
    "tests.support.portal",
    "tests.support.card_desk",
    "tests.support.card_tunnel",
]
