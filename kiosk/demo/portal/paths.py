"""The addresses within the portal's own doors."""

CARD = "/carte"
"""At the card's door; all others are in the space."""

SPACE = "/espace"
ENTRANCE = "/connexion"
ECPS = "/connexion/e-cps"
"""Where a browser begins to sign in at the provider."""
MAIL = "/connexion/mail"
"""Identifier and password."""
MAILED = "/connexion/mail/code"
"""The code that came by mail."""
FORGOTTEN = "/mot-de-passe-oublie"
SEARCH = "/recherche"
"""Of an establishment, from the page with the password's form."""
BACK = "/connexion/retour"
"""Where the provider sends it back to."""
EXCHANGE = "/session"
"""Where a token is exchanged for a session."""
LOGOUT = "/deconnexion"
FAREWELL = "/deconnexion/fin"

READ = frozenset(
    {"/", SPACE, ENTRANCE, ECPS, MAIL, MAILED, FORGOTTEN, SEARCH, BACK, LOGOUT, FAREWELL}
)
"""Those that are for GET."""
WRITTEN = frozenset({EXCHANGE, MAIL, MAILED})
"""Those that are for POST."""
