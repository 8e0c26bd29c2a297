"""Which Trouble an error of a device or of the portal becomes.

Looked up along the error's class hierarchy, so that a new subclass is never without an answer.
"""

from devices import errors as device
from kiosk import http_errors as http
from kiosk.signin import portal
from kiosk.signin.email import errors as email
from kiosk.signin.forms import errors as forms
from kiosk.signin.oauth import errors as oauth
from kiosk.trouble import Trouble

_TROUBLES: dict[type[Exception], Trouble] = {
    device.CardError: Trouble.CARD_UNREADABLE,
    device.CardBusy: Trouble.CARD_BUSY,
    device.CertificateMissing: Trouble.CARD_WITHOUT_CERTIFICATE,
    device.PinLocked: Trouble.PIN_LOCKED,
    device.ModuleMissing: Trouble.MODULE_MISSING,
    device.ModuleCrashed: Trouble.MODULE_CRASHED,
    device.ModuleHung: Trouble.MODULE_HUNG,
    device.CardTlsError: Trouble.CARD_TLS_UNAVAILABLE,
    device.BrowserError: Trouble.BROWSER_FAILED,
    device.BrowserMissing: Trouble.BROWSER_MISSING,
    http.HttpError: Trouble.PORTAL_UNCLEAR,
    http.Unreachable: Trouble.PORTAL_UNREACHABLE,
    http.TimedOut: Trouble.PORTAL_SLOW,
    http.Untrusted: Trouble.PORTAL_UNTRUSTED,
    http.NoCommonTls: Trouble.PORTAL_REFUSED_CARD,
    http.ClientCertificateRefused: Trouble.PORTAL_REFUSED_CARD,
    http.Refused: Trouble.PORTAL_REFUSED,
    http.ServerBroken: Trouble.PORTAL_BROKEN,
    http.OffLimits: Trouble.PORTAL_OFF_LIMITS,
    http.NotHttps: Trouble.PORTAL_OFF_LIMITS,
    http.TooManyRedirects: Trouble.PORTAL_REDIRECTS,
    http.TooLarge: Trouble.PORTAL_UNCLEAR,
    portal.SignInError: Trouble.PORTAL_UNCLEAR,
    forms.FormError: Trouble.FORM_MISSING,
    email.FormMissing: Trouble.FORM_MISSING,
    email.FirstSignInNeeded: Trouble.FIRST_SIGN_IN,
    email.AccountLocked: Trouble.ACCOUNT_LOCKED,
    email.PasswordOutdated: Trouble.PASSWORD_OUTDATED,
    email.PortalClosed: Trouble.PORTAL_CLOSED,
    oauth.ProviderError: Trouble.PROVIDER_UNCLEAR,
    oauth.ProviderUnreachable: Trouble.PROVIDER_UNREACHABLE,
    oauth.ProviderSlow: Trouble.PROVIDER_SLOW,
    oauth.ProviderUntrusted: Trouble.PROVIDER_UNTRUSTED,
    oauth.ProviderBroken: Trouble.PROVIDER_BROKEN,
    oauth.ProviderOffLimits: Trouble.PROVIDER_OFF_LIMITS,
    oauth.ClientRefused: Trouble.PROVIDER_REFUSED_KIOSK,
    oauth.ClientSecretMissing: Trouble.PROVIDER_REFUSED_KIOSK,
    oauth.UserUnknown: Trouble.NUMBER_UNKNOWN,
    oauth.AccessDenied: Trouble.PHONE_REFUSED,
    oauth.IdentityUnproven: Trouble.IDENTITY_UNPROVEN,
    oauth.IdentityTooWeak: Trouble.IDENTITY_TOO_WEAK,
}

_PAGES = {
    device.PageFault.UNREACHABLE: Trouble.PORTAL_UNREACHABLE,
    device.PageFault.UNTRUSTED: Trouble.PORTAL_UNTRUSTED,
    device.PageFault.SLOW: Trouble.PORTAL_SLOW,
    device.PageFault.BROKEN: Trouble.PORTAL_BROKEN,
    device.PageFault.REFUSED: Trouble.PORTAL_REFUSED,
    device.PageFault.OFF_LIMITS: Trouble.PORTAL_OFF_LIMITS,
    device.PageFault.REDIRECTS: Trouble.PORTAL_REDIRECTS,
    device.PageFault.UNCLEAR: Trouble.PORTAL_UNCLEAR,
}


class Refused(Exception):
    """The kiosk itself refuses, for a reason it knows."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble


def trouble_of(error: Exception) -> Trouble:
    """What to tell about the error; FAULT when nobody foresaw it."""
    match error:
        case Refused():
            return error.trouble
        case device.PageFailed():
            return _PAGES[error.fault]
    known = (_TROUBLES[kind] for kind in type(error).__mro__ if kind in _TROUBLES)
    return next(known, Trouble.FAULT)
