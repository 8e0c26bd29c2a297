"""The kiosk's own certificate, for servers that ask for one."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from kiosk import http_errors
from kiosk.http import Request
from tests.support.http_client import client
from tests.support.https_site import Authority, Page, Site, serve


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def stranger(tmp_path: Path) -> Authority:
    """An authority that the site does not know."""
    (tmp_path / "stranger").mkdir()
    return Authority(tmp_path / "stranger", "Autorité inconnue")


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """Lets in only who shows a certificate of the authority."""
    context = authority.server_context("localhost", asks=authority)
    with serve({"/": Page("Bonjour")}, context) as site:
        yield site


async def test_it_is_shown_to_a_server_that_asks(site: Site, authority: Authority) -> None:
    own = authority.client_certificate("accueil.cabinet.test")
    async with client(authority, certificate=own) as http:
        assert (await http.send(Request.get(site.url("/")))).text == "Bonjour"
    assert site.requests[0].certificate == "accueil.cabinet.test"


async def test_one_that_the_server_refuses_is_told_apart_from_a_broken_line(
    site: Site, authority: Authority, stranger: Authority
) -> None:
    own = stranger.client_certificate("accueil.cabinet.test")
    async with client(authority, certificate=own) as http:
        with pytest.raises(http_errors.ClientCertificateRefused):
            await http.send(Request.get(site.url("/")))


async def test_without_one_such_a_server_is_not_reached(site: Site, authority: Authority) -> None:
    async with client(authority) as http:
        with pytest.raises(http_errors.Unreachable):
            await http.send(Request.get(site.url("/")))


def missing(file: Path) -> None:
    file.unlink()


def empty(file: Path) -> None:
    file.write_text("")


def keyless(file: Path) -> None:
    file.write_bytes(file.read_bytes().partition(b"-----END PRIVATE KEY-----\n")[2])


def locked(file: Path) -> None:
    """The key is encrypted; nobody must be asked for its password."""
    key = serialization.load_pem_private_key(file.read_bytes(), None)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"secret"),
    )
    keyless(file)
    file.write_bytes(secret + file.read_bytes())


def garbled(file: Path) -> None:
    file.write_bytes(b"-----BEGIN CERTIFICATE-----\n\0\n-----END CERTIFICATE-----\n")


@pytest.mark.parametrize("spoil", [missing, empty, keyless, locked, garbled])
async def test_one_that_cannot_be_used_has_an_error_of_its_own(
    site: Site, authority: Authority, spoil: Callable[[Path], None]
) -> None:
    own = authority.client_certificate("accueil.cabinet.test")
    await asyncio.to_thread(spoil, own)
    async with client(authority, certificate=own) as http:
        with pytest.raises(http_errors.CertificateUnusable) as caught:
            await http.send(Request.get(site.url("/")))
    assert str(own) in str(caught.value)
    assert not site.connections


@pytest.mark.usefixtures("never_blocks")
async def test_reading_it_does_not_block(site: Site, authority: Authority) -> None:
    own = await asyncio.to_thread(authority.client_certificate, "accueil.cabinet.test")
    async with client(authority, certificate=own) as http:
        await http.send(Request.get(site.url("/")))
