"""Every error that a device or the portal may raise has something to tell the doctor."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

from devices import errors as device
from devices.pin import PinTries
from kiosk import http_errors as http
from kiosk import signin
from kiosk.effects.troubles import Refused, trouble_of
from kiosk.flow.mail import MailedCode
from kiosk.signin import portal
from kiosk.signin.email import errors as email
from kiosk.signin.forms import errors as forms
from kiosk.signin.oauth import answers
from kiosk.signin.oauth import errors as oauth
from kiosk.trouble import Trouble

DECIDED: dict[type[Exception], Trouble] = {
    device.CardError: Trouble.CARD_UNREADABLE,
    device.CardGone: Trouble.CARD_UNREADABLE,
    device.CardBusy: Trouble.CARD_BUSY,
    device.CardUnreadable: Trouble.CARD_UNREADABLE,
    device.CertificateMissing: Trouble.CARD_WITHOUT_CERTIFICATE,
    device.PinIncorrect: Trouble.CARD_UNREADABLE,
    device.PinLocked: Trouble.PIN_LOCKED,
    device.LastTryAhead: Trouble.CARD_UNREADABLE,
    device.ModuleMissing: Trouble.MODULE_MISSING,
    device.ModuleCrashed: Trouble.MODULE_CRASHED,
    device.ModuleHung: Trouble.MODULE_HUNG,
    device.CardTlsError: Trouble.CARD_TLS_UNAVAILABLE,
    device.CardTlsUnavailable: Trouble.CARD_TLS_UNAVAILABLE,
    device.BrowserError: Trouble.BROWSER_FAILED,
    device.BrowserMissing: Trouble.BROWSER_MISSING,
    device.BrowserFailed: Trouble.BROWSER_FAILED,
    device.PageFailed: Trouble.PORTAL_BROKEN,
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
    portal.NoSession: Trouble.PORTAL_UNCLEAR,
    http.ConnectionLost: Trouble.PORTAL_UNREACHABLE,
    http.CertificateUnusable: Trouble.PORTAL_UNCLEAR,
    http.NotHtml: Trouble.PORTAL_UNCLEAR,
    forms.FormError: Trouble.FORM_MISSING,
    forms.DoesNotFit: Trouble.FORM_MISSING,
    forms.Incomplete: Trouble.FORM_MISSING,
    email.EmailError: Trouble.PORTAL_UNCLEAR,
    email.FormMissing: Trouble.FORM_MISSING,
    email.PasswordWrong: Trouble.PORTAL_UNCLEAR,
    email.CodeWrong: Trouble.PORTAL_UNCLEAR,
    email.CodeOver: Trouble.PORTAL_UNCLEAR,
    email.FirstSignInNeeded: Trouble.FIRST_SIGN_IN,
    email.AccountLocked: Trouble.ACCOUNT_LOCKED,
    email.PasswordOutdated: Trouble.PASSWORD_OUTDATED,
    email.PortalClosed: Trouble.PORTAL_CLOSED,
    oauth.ProviderError: Trouble.PROVIDER_UNCLEAR,
    oauth.ProviderUnreachable: Trouble.PROVIDER_UNREACHABLE,
    oauth.ProviderLost: Trouble.PROVIDER_UNREACHABLE,
    oauth.ProviderSlow: Trouble.PROVIDER_SLOW,
    oauth.ProviderUntrusted: Trouble.PROVIDER_UNTRUSTED,
    oauth.ProviderBroken: Trouble.PROVIDER_BROKEN,
    oauth.ProviderUnclear: Trouble.PROVIDER_UNCLEAR,
    oauth.ProviderOffLimits: Trouble.PROVIDER_OFF_LIMITS,
    oauth.ClientRefused: Trouble.PROVIDER_REFUSED_KIOSK,
    oauth.ClientSecretMissing: Trouble.PROVIDER_REFUSED_KIOSK,
    oauth.UserUnknown: Trouble.NUMBER_UNKNOWN,
    oauth.AccessDenied: Trouble.PHONE_REFUSED,
    oauth.CodeLapsed: Trouble.PROVIDER_UNCLEAR,
    oauth.CodeExpired: Trouble.PROVIDER_UNCLEAR,
    oauth.CodeSpent: Trouble.PROVIDER_UNCLEAR,
    oauth.IdentityUnproven: Trouble.IDENTITY_UNPROVEN,
    oauth.IdentityTooWeak: Trouble.IDENTITY_TOO_WEAK,
    answers.OAuthRefusal: Trouble.PROVIDER_REFUSED_KIOSK,
}
"""A new error is to be entered here: what will the doctor be told?"""

NEVER_RAISED = {device.DeviceError}
ARGUMENTS: dict[type[Exception], tuple[object, ...]] = {
    device.PinIncorrect: (PinTries.TWO,),
    device.PageFailed: (device.PageFault.BROKEN, "HTTP status 503"),
    http.NotHtml: ("application/pdf",),
    email.CodeWrong: (MailedCode(0.0),),
    http.Refused: (404,),
    http.ServerBroken: (500,),
    http.OffLimits: ("ailleurs.example",),
    http.NotHttps: ("ailleurs.example",),
    oauth.ProviderBroken: (502,),
    oauth.ProviderOffLimits: ("ailleurs.example",),
    oauth.ClientRefused: ("invalid_client",),
    answers.OAuthRefusal: ("invalid_client", None),
}


def modules() -> Iterator[ModuleType]:
    yield device
    yield http
    for found in pkgutil.walk_packages(signin.__path__, f"{signin.__name__}."):
        yield importlib.import_module(found.name)


def errors() -> set[type[Exception]]:
    """Every class of error that these modules define for others to catch."""
    return {
        each
        for module in modules()
        for name, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, Exception)
        and each.__module__ == module.__name__
        and not name.startswith("_")
    }


def test_it_is_decided_for_every_error_what_the_doctor_is_told() -> None:
    assert errors() - NEVER_RAISED == set(DECIDED)


@pytest.mark.parametrize("kind", DECIDED, ids=lambda kind: kind.__name__)
def test_an_error_becomes_the_trouble_decided_on(kind: type[Exception]) -> None:
    assert DECIDED[kind] is not Trouble.FAULT
    assert trouble_of(kind(*ARGUMENTS.get(kind, ()))) is DECIDED[kind]


def test_an_error_of_a_kind_yet_to_come_is_told_as_its_family() -> None:
    class Melted(device.CardError):
        """Of a later version."""

    assert trouble_of(Melted()) is Trouble.CARD_UNREADABLE


@pytest.mark.parametrize("trouble", Trouble)
def test_what_the_kiosk_itself_refuses_is_told_as_it_is(trouble: Trouble) -> None:
    assert trouble_of(Refused(trouble)) is trouble


@pytest.mark.parametrize("error", [RuntimeError(), ValueError(), OSError(), TimeoutError()])
def test_what_nobody_foresaw_is_a_fault(error: Exception) -> None:
    assert trouble_of(error) is Trouble.FAULT
