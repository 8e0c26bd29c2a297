"""The addresses at the provider's door."""

DISCOVERY = "/.well-known/openid-configuration"
KEYS = "/cles"
DEVICE = "/appareil"
CIBA = "/notification"
TOKEN = "/jeton"  # noqa: S105  # an address
REVOKE = "/revocation"
AUTHORIZE = "/connexion"
WAIT = "/attente"
END = "/deconnexion"
CODE = "/code"
"""Where the code is typed. Short: with the code it goes into a QR of 29 modules a side."""

READ = frozenset({DISCOVERY, KEYS, AUTHORIZE, WAIT, END, CODE})
WRITTEN = frozenset({DEVICE, CIBA, TOKEN, REVOKE, END, CODE})
