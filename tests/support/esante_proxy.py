"""An e-Santé proxy whose phone says yes at once, and the portal behind it on the same host."""

import json

from kiosk.flow.phone import PhoneFlow
from kiosk.identity import Identifier
from kiosk.signin.ecps_way import EcpsWay
from tests.support.ecps_site import ecps_way
from tests.support.https_site import Authority, Page, Site

NUMBER = Identifier("899700366240")
PROXY_COOKIE = "496fe9d6-s3cr3t"
CONNECTED = Page(
    json.dumps({"proxy_session_id": PROXY_COOKIE, "session_state": "e0e8"}),
    headers={"Set-Cookie": f"proxy_session_id={PROXY_COOKIE}; Path=/"},
)


def proxy_pages() -> dict[str, Page]:
    return {
        "/psc/connect": CONNECTED,
        "/psc/disconnect": Page(""),
        "/session": Page("", 302, {"Location": "/espace", "Set-Cookie": "portail=1; Path=/"}),
        "/espace": Page("Bonjour"),
    }


def proxy_way(site: Site, authority: Authority) -> EcpsWay:
    return ecps_way(
        site,
        authority,
        flow=PhoneFlow.PUSH,
        proxy_url=site.url("/psc/"),
        proxy_ca_file=authority.file,
        proxy_client_id="cabinet-essai",
    )
