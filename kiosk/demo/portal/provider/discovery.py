"""What the provider says of itself (RFC 8414, OpenID Connect Discovery)."""

from kiosk.demo.portal.provider import paths
from kiosk.demo.portal.provider.grants import CIBA, DEVICE
from kiosk.demo.portal.provider.identity import ACR
from kiosk.demo.portal.provider.keys import ALGORITHM


def metadata(issuer: str) -> dict[str, object]:
    """The discovery document."""
    addresses = {
        "authorization_endpoint": paths.AUTHORIZE,
        "backchannel_authentication_endpoint": paths.CIBA,
        "device_authorization_endpoint": paths.DEVICE,
        "end_session_endpoint": paths.END,
        "jwks_uri": paths.KEYS,
        "revocation_endpoint": paths.REVOKE,
        "token_endpoint": paths.TOKEN,
    }
    return {
        "issuer": issuer,
        **{name: f"{issuer}{path}" for name, path in addresses.items()},
        "acr_values_supported": [ACR],
        "backchannel_token_delivery_modes_supported": ["poll"],
        "backchannel_user_code_parameter_supported": False,
        "grant_types_supported": [DEVICE, CIBA],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid"],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    }
