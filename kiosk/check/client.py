"""What proves to an identity provider who the kiosk is: there, whole, and nobody else's."""

import asyncio
import os
import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import pem, x509

from devices.text import plain
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.config import Config
from kiosk.ecps import ecps_way_of
from kiosk.i18n import _
from kiosk.signin.oauth.client_auth import credentials
from kiosk.signin.oauth.errors import ClientSecretMissing

CERTIFICATE_WARNING_DAYS = 30
"""A new one has to be asked for, and registered."""


def client(config: Config) -> Iterator[Fact]:
    """Nothing where the kiosk has nothing to prove, or nothing to prove it by."""
    way = ecps_way_of(config)
    if way is None or way.provider is None:
        return
    registered = way.provider.client
    if registered.secret_file is not None:
        try:
            asyncio.run(credentials(registered))
        except ClientSecretMissing as error:
            message, remedy = _("there is no secret: {why}"), _("see to client_secret_file")
            yield failed("client", message, remedy, why=plain(str(error), 200))
        else:
            yield _private(registered.secret_file, ok("client", _("the kiosk has its secret")))
    if registered.certificate is not None:
        yield _private(registered.certificate, _certificate(registered.certificate))


def _private(path: Path, otherwise: Fact) -> Fact:
    """Whether anybody but the kiosk may read what only it should have."""
    found = path.stat()
    if found.st_mode & stat.S_IRWXO:
        message = _("others may read {path}")
        return failed("client", message, "chmod o-rwx {path}", path=path)
    # A file of root's may be the kiosk's by its group.
    if found.st_mode & stat.S_IRWXG and found.st_uid == os.geteuid():
        message = _("the group may read {path}")
        return warning("client", message, "chmod g-rwx {path}", path=path)
    return otherwise


def _certificate(path: Path) -> Fact:
    try:
        # Without a password, OpenSSL would ask for one on the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(path, password="")
        begins, ends = _validity(path)
    except (OSError, ValueError) as error:
        message = _("the certificate {path} cannot be used: {why}")
        remedy = _("the key behind it must be its own, and without a password")
        why = plain(getattr(error, "reason", None) or str(error), 100)
        return failed("client", message, remedy, path=path, why=why)
    now = datetime.now(UTC)
    values = {"path": path, "begins": begins.date(), "ends": ends.date(), "days": (ends - now).days}
    if not begins <= now < ends:
        message = _("the certificate {path} is good from {begins} to {ends} only")
        return failed("client", message, _("ask for a new one, or see to the clock"), **values)
    message = _("the certificate {path} is good for {days} days")
    if ends - now < timedelta(days=CERTIFICATE_WARNING_DAYS):
        return warning("client", message, _("ask for a new one"), **values)
    return ok("client", message, **values)


def _validity(path: Path) -> tuple[datetime, datetime]:
    """Of the first certificate, which is the client's own. Raises ValueError."""
    for kind, _headers, der in pem.unarmor(path.read_bytes(), multiple=True):
        if kind == "CERTIFICATE":
            validity = x509.Certificate.load(der)["tbs_certificate"]["validity"]
            return validity["not_before"].native, validity["not_after"].native
    raise ValueError("no certificate")
