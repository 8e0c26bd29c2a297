"""Portals with unlike markup that let in by password and mailed code, seen alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from kiosk.demo.portal import paths
from kiosk.demo.portal.mail.codes import PAUSE_SECONDS
from kiosk.signin.email.way import EmailWay
from tests.support import portal_mail_pages, webforms_portal_pages
from tests.support.demo_portal import DemoPortal
from tests.support.demo_portal_site import CAMILLE, HUGO, DemoSite
from tests.support.mail_server import MailServer
from tests.support.portal import PortalService
from tests.support.portal_accounts import AGATHE, NEWCOMER, Account
from tests.support.portal_mail import MailForms
from tests.support.portal_record import Asked
from tests.support.portal_site import PortalSite
from tests.support.webforms_portal import WebFormsPortal
from tests.support.webforms_portal_site import WebFormsSite


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
    heading: str = "Espace de {name}"
    """Of her own page."""
    title: str = ""
    """Its title, where the heading is no more than what the kiosk displays before."""
    resend_seconds: int = 0
    """So long after a code the portal has no other one to send."""


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
DEMO = Markup(
    paths.MAIL,
    ("identifiant", "mot_de_passe", "code"),
    {"holder_selector": "h1"},
    right_buttons=("valider",),
    heading="{name}",
    title="{name} – Espace Médecin Libéral",
    resend_seconds=PAUSE_SECONDS,
)


@dataclass(frozen=True, slots=True)
class MailPortal:
    """A running one, whatever its markup."""

    service: PortalService | WebFormsPortal | DemoPortal
    markup: Markup
    forms: MailForms | WebFormsSite | DemoSite
    """What remembers the requests for its forms."""
    doctor: Account = AGATHE
    newcomer: Account = NEWCOMER

    @property
    def site(self) -> PortalSite | WebFormsSite | DemoSite:
        return self.service.site

    @property
    def steered(self) -> MailForms | WebFormsSite:
        """What tests set the manner of; a portal of OURS has it."""
        assert not isinstance(self.forms, DemoSite)
        return self.forms

    @property
    def heading(self) -> str:
        """Of the doctor's own page."""
        return self.markup.heading.format(name=self.doctor.name)

    @property
    def space(self) -> str:
        """What a kiosk displays of that page, and not before it is there."""
        return (self.markup.title or self.markup.heading).format(name=self.doctor.name)

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

    def let_codes_expire(self) -> None:
        """As if a long time had passed."""
        forms = self.forms
        (forms if isinstance(forms, DemoSite) else forms.accounts).let_codes_expire()

    def table(self) -> str:
        """[methods.email] of kiosk.toml."""
        pace = {"resend_seconds": self.markup.resend_seconds}
        keys = {"login_url": self.login_url, **pace, **self.markup.settings}
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


def demo(portal: DemoPortal) -> MailPortal:
    """Whoever tries the kiosk meets it."""
    return MailPortal(portal, DEMO, portal.site, CAMILLE, HUGO)


OURS = ("webforms", "django")
"""Those that are made for tests, and do as these tell them."""
ALL = (*OURS, "demo")

only_ours = pytest.mark.parametrize("mail_portal", OURS, indirect=True)
"""For what cannot happen at the demo's."""


@pytest.fixture(params=ALL)
def mail_portal(request: pytest.FixtureRequest, mail_server: MailServer) -> MailPortal:
    """Each of them."""
    match request.param:
        case "webforms":
            return webforms(request.getfixturevalue("webforms_portal"))
        case "django":
            return django(request.getfixturevalue("portal"), mail_server)
        case _:
            return demo(request.getfixturevalue("demo_portal"))
