"""kiosk.toml as a frozen model. The docstring under a key is its documentation everywhere.

It is the comment above the key in kiosk.toml and its description in the JSON Schema.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from kiosk.config import defaults
from kiosk.config.addresses import HostName, HttpsUrl
from kiosk.config.files import CertificateFile, NewFile, ReadableFile
from kiosk.config.methods import MethodsTable
from kiosk.config.values import AT_LEAST_ONE, BrowserArgument, Email, Line, Name, Regex, between


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskTable:
    """This workstation."""

    name: Name = "Poste de connexion"
    """Name of this workstation: on every screen and in the journal."""

    site: Line = ""
    """Name of the practice, beside the name of the workstation."""

    language: Literal["fr", "en"] = "fr"
    """Language of the screens: "fr" or "en"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderTable:
    """Card readers."""

    allow: Annotated[tuple[Regex, ...], AT_LEAST_ONE] = (".*",)
    """Readers to watch: regular expressions, any of which the reader's name contains.
    `kiosk check` lists the names. Leave out a reader that serves another program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTable:
    """The CPS card and its middleware."""

    pkcs11_module: ReadableFile = field(default_factory=defaults.pkcs11_module)
    """PKCS#11 module that drives the card. When left out: the Cryptolib CPS of the ANS if it is
    installed, else OpenSC, which knows the CPS3 but not the CPS4."""

    trusted_issuers: Annotated[tuple[Name, ...], AT_LEAST_ONE] = ("AC IGC-SANTE FORT PERSONNES",)
    """Authorities (CN) whose cards may sign in. The default is the one that certifies registered
    professionals; the test cards of the ANS need "TEST AC IGC-SANTE FORT PERSONNES"."""

    warn_expiry_days: Annotated[int, between(0, 365)] = 30
    """Say that the card expires soon from this many days before; 0 never does."""

    tls_max: Literal["1.2", "1.3"] | None = None
    """Highest TLS version with the card's key, "1.2" or "1.3". When left out: what the card can
    do (a CPS3 cannot do 1.3). Only for a portal that has trouble with 1.3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalTable:
    """The portal that doctors sign in to."""

    name: Name
    """Name of the portal on the screens."""

    home_url: HttpsUrl
    """Page that a doctor sees first when the sign-in itself leads nowhere else."""

    logout_url: HttpsUrl
    """Address that ends the session at the portal. It is called at every end of a session."""

    allowed_hosts: Annotated[tuple[HostName, ...], AT_LEAST_ONE]
    """Hosts that the kiosk and its browser may visit; "*.example.fr" allows all that are below
    example.fr. Every address of [portal] and [methods] must be on one of them."""

    ca_file: CertificateFile | None = None
    """Authorities to believe for the portal instead of the system's: a file of PEM certificates,
    relative to this file. The browser goes on believing the public ones as well."""

    timeout_seconds: Annotated[int, between(1, 60)] = 15
    """How long the portal may take to answer one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTable:
    """When a session ends by itself. Pulling the card always ends it at once."""

    idle_minutes: Annotated[int, between(1, 60)] = 10
    """Minutes without a key, a click or a movement."""

    max_minutes: Annotated[int, between(1, 720)] = 240
    """Longest session, in minutes. Pro Santé Connect ends its own after four hours."""

    warn_seconds: Annotated[int, between(0, 300)] = 60
    """How long before its end a session says that it will end; 0 says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserTable:
    """The browser that shows the portal."""

    command: Name = "chromium"
    """Chromium or a browser made from it: a command, or its whole path."""

    arguments: tuple[BrowserArgument, ...] = ()
    """More arguments for it, each starting with "--"."""

    warm: bool = True
    """Start it without a window while the doctor types, so that the page is there at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTable:
    """Whom to call: shown beside every refusal."""

    card_phone: Line = "0 825 85 2000 (0,06 €/min + prix appel)"
    """Help with the card: telephone, with its price."""

    card_email: Email = "monserviceclient.cartes@asipsante.fr"
    """Help with the card: e-mail."""

    app_phone: Line = "0 809 40 00 82 (appel gratuit)"
    """Help with the e-CPS application: telephone, with its price."""

    app_email: Email = "monserviceclient.e-cps@asipsante.fr"
    """Help with the e-CPS application: e-mail."""

    app_faq_url: HttpsUrl = "https://esante.gouv.fr/securite/faq-e-cps"
    """Questions and answers about the e-CPS. Shown to be read elsewhere, as the two below: their
    hosts need not be among the allowed ones."""

    enrol_url: HttpsUrl = "https://wallet.esw.esante.gouv.fr"
    """Where a doctor enrols for the e-CPS, once she has the application."""

    procedure_url: HttpsUrl | None = None
    """Page that explains how to sign in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalTable:
    """Who signed in, when, how, and how it ended."""

    path: NewFile = field(default_factory=defaults.journal_path)
    """File of the journal. When left out: journal.sqlite in the state folder of the service
    (STATE_DIRECTORY), else in ~/.local/state/kiosk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything kiosk.toml says."""

    kiosk: KioskTable = field(default_factory=KioskTable)
    reader: ReaderTable = field(default_factory=ReaderTable)
    card: CardTable = field(default_factory=CardTable)
    portal: PortalTable
    methods: MethodsTable
    session: SessionTable = field(default_factory=SessionTable)
    browser: BrowserTable = field(default_factory=BrowserTable)
    help: HelpTable = field(default_factory=HelpTable)
    journal: JournalTable = field(default_factory=JournalTable)
