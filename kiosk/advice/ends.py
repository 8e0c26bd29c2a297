"""What the welcome screen says after a visit."""

from kiosk.flow.effects import EndReason
from kiosk.i18n import _

TAKE_CARD = _("Take your card back")

ENDS = {
    EndReason.CARD_REMOVED: _("Your session has ended: you took your card out."),
    EndReason.READER_LOST: _("Your session has ended: the card reader was unplugged."),
    EndReason.SERVICE_LOST: _("Your session has ended: the card service has stopped."),
    EndReason.OTHER_CARD: _("The session has ended: another card was inserted."),
    EndReason.END_KEY: _("Your session has ended, as you asked."),
    EndReason.IDLE: _("Your session has ended: nothing happened for some time."),
    EndReason.LIMIT: _("Your session has ended: it reached its longest time."),
    EndReason.BROWSER_CLOSED: _("Your session has ended: the browser was closed."),
    EndReason.REFUSED: _("Signing in has ended."),
    EndReason.STOPPED: _("The session has ended: this workstation was stopped."),
}
