"""The user agent itself: it goes from page to page, as one tab of a browser does."""

from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import Values
from kiosk.signin.portal import Portal


class FormAgent:
    """One visit. Every method raises HttpError: NotHttps and OffLimits before anything is sent.

    A page is whatever HTML comes back, with a status of 4xx or 5xx too: portals refuse passwords
    with 200, 401, 403 and 422. ServerBroken is a 5xx without HTML, Refused a 4xx without.
    """

    page: Page | None = None
    """The last one that came."""

    def __init__(self, portal: Portal, agent: UserAgent, jar: CookieJar) -> None:
        raise NotImplementedError

    async def open(self, url: str) -> Page:
        """As by typing an address."""
        raise NotImplementedError

    async def submit(self, form: Form, values: Values, button: Control | None) -> Page:
        """Fills the form of the page in, and activates the button; None: the default button."""
        raise NotImplementedError

    async def follow(self, link: Link) -> Page:
        """Clicks on a link of the page."""
        raise NotImplementedError
