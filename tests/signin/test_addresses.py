"""Which addresses of a provider are taken."""

import pytest

from kiosk.signin.oauth.addresses import checked
from kiosk.signin.oauth.errors import ProviderOffLimits, ProviderUnclear

HOSTS = ("sso.test", "*.phone.test")


@pytest.mark.parametrize(
    "address",
    [
        "https://sso.test",
        "https://SSO.test/device?user_code=BDWP-HQPK#a",
        "https://a.phone.test:8443/%C3%A9",
    ],
)
def test_https_on_an_allowed_host_is(address: str) -> None:
    assert checked(address, HOSTS) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://sso.test/",
        "https://ailleurs.example/",
        "https://sso.test.ailleurs.example/",
        "https://phone.test/",
        "https://sso.test@ailleurs.example/",
        "https://nom@sso.test/",
        "https://ailleurs.example,.phone.test/",
        "https://ailleurs.example%2f.phone.test/",
        "https:sso.test",
        "//sso.test/",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_what_leads_elsewhere_is_off_limits(address: str) -> None:
    with pytest.raises(ProviderOffLimits):
        checked(address, HOSTS)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://ailleurs.example\\.phone.test/",
        "https://sso.test/ a",
        "https://sso.test/\n",
        "https://sso.test/é",
        "https://ssо.test/",
        "https://sso.test:99999/",
        "https://[sso.test/",
        "https://sso.test/" + "a" * 3000,
    ],
)
def test_what_can_be_read_in_two_ways_is_unclear(address: str) -> None:
    with pytest.raises(ProviderUnclear):
        checked(address, HOSTS)
