"""What the screens need to know of the configuration."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """Names and contacts as the practice gave them; an empty one is left out of the screens."""

    kiosk: str
    """This kiosk's name, e.g. "Accueil"."""
    site: str
    """The practice."""
    portal: str
    """How the doctors call the portal."""
    language: str = "fr"
    warn_seconds: int = 60
    """From here on, the end of a session that nears is told with more weight."""
    card_phone: str = ""
    """Who helps with a card: phone, with what the call costs."""
    card_email: str = ""
    app_phone: str = ""
    """Who helps with the e-CPS application: phone, with what the call costs."""
    app_email: str = ""
    app_faq_url: str = ""
    """Questions and answers about the e-CPS."""
    enrol_url: str = ""
    """Where a doctor enrols for the e-CPS."""
    procedure_url: str = ""
    """Where the portal explains how to sign in."""
