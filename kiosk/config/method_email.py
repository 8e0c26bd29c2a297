"""The [methods.email] table of kiosk.toml: the portal's forms, and what on its pages means what."""

from dataclasses import dataclass
from typing import Annotated

from kiosk.config.addresses import HttpsUrl, PlainUrl
from kiosk.config.selectors import Selector
from kiosk.config.values import ControlName, Telling, between


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailMethod:
    """Sign-in with identifier and password, and a code that the portal sends by e-mail."""

    enabled: bool = True
    """false takes this way off the screens without losing what stands here."""

    login_url: HttpsUrl
    """Page with the portal's form for identifier and password. `kiosk check --method email` shows
    what the kiosk finds there."""

    landing_urls: tuple[PlainUrl, ...] = ()
    """Whoever arrives on one of these pages, or below one, is signed in; "/" alone stands for
    nothing below it. When empty: home_url of [portal], which then must not end at the host."""

    login_form: ControlName | None = None
    """The form with the password, by its name or id. This form, and the fields and buttons below,
    need be named only where the kiosk does not find them by itself."""

    identifier_field: ControlName | None = None
    """Its field for the identifier, by name or id."""

    password_field: ControlName | None = None
    """Its field for the password, by name or id."""

    login_button: ControlName | None = None
    """The button to press there, by name or id."""

    code_form: ControlName | None = None
    """The form that then asks for the code, by its name or id."""

    code_field: ControlName | None = None
    """Its field for the code, by name or id."""

    code_button: ControlName | None = None
    """The button to press there, by name or id."""

    resend_control: ControlName | None = None
    """The button or link that has another code sent, by name or id."""

    message_selector: Selector | None = None
    """Where the portal says why it refuses, as a CSS selector. When left out: the kiosk looks for
    what is marked as an alert."""

    address_selector: Selector | None = None
    """Where it shows the masked address that the code went to, as a CSS selector."""

    expiry_selector: Selector | None = None
    """Where it says how long the code is good for, as a CSS selector."""

    tries_selector: Selector | None = None
    """Where it says how many tries are left, as a CSS selector."""

    holder_selector: Selector | None = None
    """What on the landing page names the doctor, as a CSS selector. The session and the journal
    have her number alone without it."""

    locked_words: tuple[Telling, ...] = ()
    """Words of a page that says that the account is locked. Of these and the four below, one is
    enough; capitals and accents do not count. When empty: what portals usually say, in French and
    English."""

    first_sign_in_words: tuple[Telling, ...] = ()
    """Words of a page that wants a first sign-in by CPS or e-CPS."""

    closed_words: tuple[Telling, ...] = ()
    """Words of a page that says that the portal is being maintained."""

    outdated_words: tuple[Telling, ...] = ()
    """Words of a page that wants another password to be chosen first."""

    expired_words: tuple[Telling, ...] = ()
    """Words of a message that says that the code is too old."""

    code_length: Annotated[int, between(3, 12)] = 6
    """How many characters the code has."""

    code_letters: bool = False
    """Whether letters may stand in it as well as digits."""

    resend_seconds: Annotated[int, between(0, 600)] = 30
    """How long a doctor waits before she may ask for another code."""

    forgotten_password_url: HttpsUrl | None = None
    """The portal's page for a forgotten password. It is shown as a code to photograph, and may be
    on any host."""

    forgotten_password_here: bool = False
    """Whether that page may be opened in the browser of this workstation as well. Then it must be
    on one of the allowed_hosts of [portal]."""
