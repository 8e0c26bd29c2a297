"""Is there a PC/SC service, and a reader that the kiosk may use?"""

import re
from collections.abc import Iterator

from devices.reader.looker import allowed
from devices.reader.pcsc import PcscContext, PcscError
from devices.text import plain
from kiosk.check.fact import Fact, failed, ok
from kiosk.config import Config
from kiosk.i18n import _


def readers(config: Config) -> Iterator[Fact]:
    """The service, then its readers."""
    try:
        context = PcscContext()
    except PcscError as error:
        yield failed(
            "pcsc",
            _("the PC/SC service does not answer ({error})"),
            _("install pcscd and start it: systemctl enable --now pcscd.socket"),
            error=error,
        )
        return
    try:
        names = [plain(name, 80) for name in context.readers()]
    finally:
        context.release()
    yield ok("pcsc", _("the PC/SC service answers"))
    yield _usable(names, config)


def _usable(names: list[str], config: Config) -> Fact:
    if not names:
        return failed("reader", _("no card reader"), _("plug it in, or install its driver"))
    used = allowed(names, [re.compile(each) for each in config.reader.allow])
    if not used:
        return failed(
            "reader",
            _("no reader that the kiosk may use among: {names}"),
            _("change allow in [reader]"),
            names=", ".join(names),
        )
    if len(used) < len(names):
        return ok(
            "reader",
            _("readers: {names}; left alone: {others}"),
            names=", ".join(used),
            others=", ".join(name for name in names if name not in used),
        )
    return ok("reader", _("readers: {names}"), names=", ".join(used))
