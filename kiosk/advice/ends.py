"""What the welcome screen says after a visit."""

from kiosk.flow.effects import EndReason
from kiosk.i18n import _

TAKE_CARD = _("Take your card back")

ENDS = {
    EndReason.CARD_REMOVED: _("Your session has ended: you took your card out."),
    EndReason.READER_LOST: _("Your session has ended: the card reader was unplugged."),
    EndReason.SERVICE_LOST: _("Your session has ended: the card service has stopped."),
    EndReason.OTHER_CARD: _("The session has ended: another card was inserted."),
    EndReason.CARD_INSERTED: _("The session has ended: a card was inserted."),
    EndReason.END_KEY: _("Your session has ended, as you asked."),
    EndReason.IDLE: _("Your session has ended: nothing happened for some time."),
    EndReason.LIMIT: _("Your session has ended: it reached its longest time."),
    EndReason.BROWSER_CLOSED: _("Your session has ended: the browser was closed."),
    EndReason.STOPPED: _("The session has ended: this workstation was stopped."),
}
"""After a session."""

CANCELLED = {
    EndReason.CARD_REMOVED: _("Signing in was cancelled: you took your card out."),
    EndReason.READER_LOST: _("Signing in was cancelled: the card reader was unplugged."),
    EndReason.SERVICE_LOST: _("Signing in was cancelled: the card service has stopped."),
    EndReason.OTHER_CARD: _("Signing in was cancelled: another card was inserted."),
    EndReason.CARD_INSERTED: _("Signing in was cancelled: a card was inserted."),
    EndReason.END_KEY: _("Signing in was cancelled, as you asked."),
    EndReason.IDLE: _("Signing in was cancelled: nothing was typed for some time."),
    EndReason.BROWSER_CLOSED: _("Signing in was cancelled: the browser was closed."),
    EndReason.UNANSWERED: _("Signing in was cancelled: nobody used the code."),
    EndReason.STOPPED: _("Signing in was cancelled: this workstation was stopped."),
}
"""After a visit without one."""
