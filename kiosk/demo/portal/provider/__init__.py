"""The demo's identity provider: OpenID Connect as far as doctors without a card need it.

Three ways to a token or a session: the device authorization grant (RFC 8628), CIBA in poll mode,
and a page that waits for the phone in the browser. The phone is a simulated one; whoever holds it
is asked by lines from the parent process. Nothing here knows the kiosk: to the provider it is a
client like any other, with an id and a secret.
"""
