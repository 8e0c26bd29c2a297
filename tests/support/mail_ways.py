"""Two portals with unlike markup that let in by password and mailed code, seen alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from kiosk.signin.email.way import EmailWay
from tests.support import portal_mail_pages, webforms_portal_pages
from tests.support.mail_server import MailServer
from tests.support.portal import PortalService
from tests.support.portal_accounts import Account, Accounts
from tests.support.portal_mail import MailForms
from tests.support.portal_record import Asked
from tests.support.portal_site import PortalSite
from tests.support.webforms_portal import WebFormsPortal
from tests.support.webforms_portal_site import WebFormsSite

NO_WAIT = {"resend_seconds": 0}
"""For [methods.email]: another code may be asked for at once."""


@dataclass(frozen=True, slots=True)
class Markup:
    """How a portal writes its forms, and what a kiosk has to be told of it."""

    login: str
    """Path and query."""
    fields: tuple[str, str, str]
    """Names of those for the number, the password and the code."""
    settings: Mapping[str, object] = field(default_factory=dict)
    names: Mapping[str, object] = field(default_factory=dict)
    """Those of its controls, for a kiosk that does not find them by itself."""
    right_buttons: tuple[str, ...] = ()
    """The named ones that lead in, in order."""
    tries_left: str = "Il vous reste {n} essai"
    """What the doctor reads of them: the portal's own words where they tell."""


WEBFORMS = Markup(
    webforms_portal_pages.LOGIN + webforms_portal_pages.QUERY,
    (
        webforms_portal_pages.NUMBER,
        webforms_portal_pages.PASSWORD,
        webforms_portal_pages.CODE_FIELD,
    ),
    {
        "message_selector": "#ctl00_MainContent_lblErreur",
        "address_selector": "#ctl00_MainContent_lblAdresse",
        "expiry_selector": "#ctl00_MainContent_lblValidite",
        "tries_selector": "#ctl00_MainContent_lblEssais",
        "holder_selector": "#ctl00_lblNom",
    },
    {
        "login_form": "aspnetForm",
        "identifier_field": "ctl00_MainContent_txtIdentifiant",
        "password_field": webforms_portal_pages.PASSWORD,
        "login_button": webforms_portal_pages.SIGN_IN,
        "code_field": webforms_portal_pages.CODE_FIELD,
        "code_button": "ctl00_MainContent_btnValider",
        "resend_control": webforms_portal_pages.RESEND,
    },
    (webforms_portal_pages.SIGN_IN, webforms_portal_pages.CONFIRM),
)
DJANGO = Markup(
    portal_mail_pages.LOGIN,
    (portal_mail_pages.NUMBER, portal_mail_pages.PASSWORD, portal_mail_pages.CODE),
    tries_left="Essais restants : {n}",
)
"""Everything is found by whoever looks for it."""


@dataclass(frozen=True, slots=True)
class MailPortal:
    """A running one, whatever its markup."""

    service: PortalService | WebFormsPortal
    markup: Markup
    forms: MailForms | WebFormsSite
    """What remembers the requests for its forms."""

    @property
    def site(self) -> PortalSite | WebFormsSite:
        return self.service.site

    @property
    def accounts(self) -> Accounts:
        return self.forms.accounts

    @property
    def login_url(self) -> str:
        return self.url(self.markup.login)

    def url(self, path: str) -> str:
        return self.service.url(path)

    def lets_in(self, account: Account) -> bool:
        """Whether she, and nobody else, is signed in."""
        return self.site.signed_in == [account.name]

    def login_pages(self) -> list[Asked]:
        """The requests for the page with the first form."""
        asked = self.forms.visited(self.markup.login.partition("?")[0])
        return [each for each in asked if each.target == self.markup.login]

    def submitted(self) -> list[Asked]:
        """The forms that were sent."""
        return [asked for asked in self.forms.asked if asked.method == "POST" and asked.fields]

    def table(self, **more: object) -> str:
        """[methods.email] of kiosk.toml."""
        keys = {"login_url": self.login_url, **self.markup.settings, **more}
        # What JSON writes of texts, numbers and lists of them is TOML as well.
        rows = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in keys.items())
        return "\n".join(("[methods.email]", *rows))

    def way(self, **more: Any) -> EmailWay:  # noqa: ANN401 (whatever a way has)
        """The same for the sign-in itself."""
        usual: dict[str, Any] = {
            "allowed_hosts": ("localhost",),
            "ca_file": self.service.ca_file,
            "home_url": self.url("/espace"),
            "logout_url": self.url("/deconnexion"),
            "timeout": 10.0,
            "login_url": self.login_url,
            **self.markup.settings,
        }
        return EmailWay(**(usual | more))


def webforms(portal: WebFormsPortal) -> MailPortal:
    return MailPortal(portal, WEBFORMS, portal.site)


def django(portal: PortalService, mail: MailServer) -> MailPortal:
    """From now on the portal has these forms."""
    portal.site.mail_forms = MailForms(mail)
    return MailPortal(portal, DJANGO, portal.site.mail_forms)


@pytest.fixture(params=["webforms", "django"])
def mail_portal(request: pytest.FixtureRequest, mail_server: MailServer) -> MailPortal:
    """Each of the two."""
    if request.param == "webforms":
        return webforms(request.getfixturevalue("webforms_portal"))
    return django(request.getfixturevalue("portal"), mail_server)
