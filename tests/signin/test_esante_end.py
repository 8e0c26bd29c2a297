"""A proxy that holds a session in the doctor's name is told when it is over."""

from collections.abc import Iterator

import pytest

from kiosk.signin.ecps_way import EcpsWay
from tests.support.ecps_desk import Desk
from tests.support.esante_proxy import NUMBER, PROXY_COOKIE, proxy_pages, proxy_way
from tests.support.https_site import Authority, Page, Site, serve


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """The proxy, and the portal behind it on the same host."""
    with serve(proxy_pages(), authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def way(site: Site, authority: Authority) -> EcpsWay:
    return proxy_way(site, authority)


@pytest.mark.parametrize("status", [200, 204, 401])
async def test_the_session_is_ended_with_its_cookie(site: Site, way: EcpsWay, status: int) -> None:
    site.pages["/psc/disconnect"] = Page("", status)
    desk = Desk(way)
    await desk.ask(NUMBER)
    (session,) = desk.kept
    assert session.browser_url is None
    assert await session.end(visited=False)
    request = site.requests[-1]
    assert (request.method, request.path) == ("DELETE", "/psc/disconnect")
    assert request.headers["Cookie"] == f"proxy_session_id={PROXY_COOKIE}"


@pytest.mark.parametrize("status", [302, 400, 403, 404])
async def test_a_refused_end_is_told_and_not_repeated(
    site: Site, way: EcpsWay, status: int
) -> None:
    site.pages["/psc/disconnect"] = Page("", status, {"Location": "/"})
    desk = Desk(way)
    await desk.ask(NUMBER)
    assert not await desk.kept[0].end(visited=False)
    assert len(site.asked("/psc/disconnect")) == 1


async def test_a_proxy_that_fails_is_asked_again(site: Site, way: EcpsWay) -> None:
    site.turns["/psc/disconnect"] = [Page("", 500), Page("", 503)]
    desk = Desk(way)
    session = (await desk.ask(NUMBER)).key
    assert await session.end(visited=False, first_pause=0.001)  # type: ignore[union-attr]
    assert len(site.asked("/psc/disconnect")) == 3
