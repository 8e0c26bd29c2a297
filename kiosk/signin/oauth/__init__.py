"""The kiosk as a client of an OAuth 2.0 and OpenID provider: device grant, CIBA, tokens."""
