"""What portals say, in French and in English: parts of sentences, by what they mean.

Each is found whatever its case and accents, and whatever ends its last word. Where a configuration
has words of its own for a meaning, they take the place of these.
"""

LOCKED = (
    *("compte bloqué", "compte est bloqué", "compte est temporairement bloqué"),
    *("compte verrouillé", "compte est verrouillé", "compte est temporairement verrouillé"),
    *("compte utilisateur est bloqué", "compte utilisateur est verrouillé"),
    *("compte a été bloqué", "compte a été verrouillé", "compte a été temporairement"),
    *("compte a été désactivé", "compte a été suspendu", "compte est désactivé"),
    *("compte est suspendu", "compte désactivé", "compte suspendu", "compte inactif"),
    *("compte est inactif", "compte n'est plus actif", "accès est bloqué", "accès a été bloqué"),
    *("accès est suspendu", "accès a été suspendu", "identifiant est bloqué"),
    *("utilisateur bloqué", "utilisateur est bloqué", "utilisateur verrouillé"),
    *("account locked", "account is locked", "account is temporarily locked"),
    *("account has been locked", "account has been temporarily", "account is blocked"),
    *("account has been blocked", "account is disabled", "account has been disabled"),
    *("account is suspended", "account has been suspended", "account is inactive"),
    *("locked out", "user is locked", "user is disabled", "account has expired"),
    *("compte a expiré", "compte est expiré", "compte expiré"),
)
TOO_MANY = (
    *("trop de tentatives", "trop d'essais", "trop d'échecs", "nombre maximal de tentatives"),
    *("nombre maximum de tentatives", "nombre maximal d'essais", "nombre maximum d'essais"),
    *("nombre d'essais dépassé", "nombre de tentatives dépassé", "too many attempts"),
    *("too many failed", "too many login attempts", "too many sign-in attempts"),
    *("too many invalid", "too many incorrect", "too many unsuccessful"),
)
"""Of passwords, it locks the account; of codes, only the last one is good for nothing."""
FIRST_SIGN_IN = (
    *("première connexion", "première authentification", "première identification"),
    *("premier accès", "jamais connecté", "pas encore connecté", "connectez-vous d'abord"),
    *("d'abord vous connecter", "d'abord avec votre carte", "d'abord par carte"),
    *("first sign-in", "first sign in", "first login", "first log-in", "first connection"),
    *("first time you sign in", "first time you log in", "never signed in", "sign in first with"),
)
CLOSED = (
    *("en maintenance", "maintenance en cours", "opération de maintenance"),
    *("opérations de maintenance", "cause de maintenance", "raison de maintenance"),
    *("pour maintenance", "pour une maintenance", "page de maintenance", "portail est fermé"),
    *("site est fermé", "service est fermé", "service est indisponible"),
    *("momentanément indisponible", "temporairement indisponible", "actuellement indisponible"),
    *("momentanément fermé", "temporairement fermé", "actuellement fermé"),
    *("momentanément interrompu", "service indisponible", "site indisponible"),
    *("under maintenance", "down for maintenance", "closed for maintenance"),
    *("maintenance in progress", "undergoing maintenance"),
    *("scheduled maintenance", "temporarily unavailable", "currently unavailable"),
    *("service unavailable", "temporarily closed"),
)
OUTDATED = (
    *("mot de passe a expiré", "mot de passe est expiré", "mot de passe expiré"),
    *("mot de passe est périmé", "mot de passe n'est plus valable", "mot de passe doit être"),
    *("devez changer votre mot de passe", "devez modifier votre mot de passe"),
    *("devez renouveler votre mot de passe", "devez choisir un nouveau mot de passe"),
    *("devez définir un nouveau mot de passe", "changement de mot de passe obligatoire"),
    *("password has expired", "password is expired", "password expired"),
    *("must change your password", "need to change your password", "password must be changed"),
    *("must choose a new password", "must set a new password", "credentials have expired"),
)
EXPIRED = (
    *("a expiré", "est expiré", "code expiré", "n'est plus valable", "n'est plus valide"),
    *("est périmé", "code périmé", "délai dépassé", "délai est dépassé", "délai a été dépassé"),
    *("has expired", "is expired", "code expired", "expired code", "no longer valid"),
)
WRONG = (
    *("mot de passe incorrect", "mot de passe invalide", "mot de passe erroné"),
    *("mot de passe inconnu", "mots de passe incorrects", "identifiant inconnu"),
    *("identifiant incorrect", "identifiant invalide", "identifiant erroné"),
    *("identifiants incorrects", "identifiants invalides", "identifiants erronés"),
    *("identifiants inconnus", "identifiants de connexion incorrects", "utilisateur inconnu"),
    *("identifiant n'existe pas", "compte inconnu", "compte introuvable", "compte n'existe pas"),
    *("adresse e-mail inconnue", "adresse électronique inconnue", "code incorrect"),
    *("code invalide", "code erroné", "code d'authentification invalide"),
    *("code de vérification invalide", "code de vérification incorrect"),
    *("est incorrect", "sont incorrects", "est erroné", "sont erroné", "est invalide"),
    *("sont invalides", "saisi incorrect", "saisis incorrects", "n'est pas correct"),
    *("ne sont pas corrects", "n'est pas reconnu", "ne sont pas reconnus", "pas été reconnu"),
    *("un mot de passe valide", "ne correspond pas à", "ne correspondent pas"),
    *("échec de l'authentification", "échec d'authentification", "échec de la connexion"),
    *("échec de connexion", "authentification a échoué", "authentification échouée"),
    *("authentification refusée", "connexion a échoué", "connexion refusée"),
    *("connexion non valide", "pas pu vous identifier", "pas pu vous authentifier"),
    *("incorrect username", "invalid username", "wrong username", "unknown username"),
    *("incorrect password", "invalid password", "wrong password"),
    *("invalid user", "unknown user", "invalid email", "unknown email", "invalid login"),
    *("incorrect login", "is not registered", "password is incorrect", "password is invalid"),
    *("password is wrong", "invalid credentials", "incorrect credentials", "bad credentials"),
    *("a correct username", "a correct email", "is incorrect", "are incorrect", "did not match"),
    *("don't recognize", "incorrect code", "invalid code", "wrong code", "code is invalid"),
    *("invalid authenticator code", "invalid verification code", "incorrect verification code"),
    *("authentication failed", "login failed", "sign-in failed", "attempt was not successful"),
    *("attempt failed", "failed to sign in", "failed to log in"),
)
"""Of a page that refuses and has no form: only for what it means, so nobody needs to change it."""
FAILED = (
    *("erreur est survenue", "erreur s'est produite", "erreur inattendue", "erreur technique"),
    *("erreur interne", "problème est survenu", "incident est survenu", "réessayez"),
    *("veuillez réessayer", "merci de réessayer", "accès refusé", "accès interdit"),
    *("accès non autorisé", "pas autorisé", "page introuvable", "page demandée n'existe pas"),
    *("session a expiré", "session est expirée", "session expirée", "session invalide"),
    *("error occurred", "error has occurred", "unexpected error", "internal error"),
    *("something went wrong", "try again", "access denied", "not authorized", "not authorised"),
    *("page not found", "session has expired", "session expired", "session timed out"),
)
"""Of a page that says no more than that something is wrong: nobody is signed in there."""
SENDS_CODE = (
    *("envoyer le code", "envoyer un code", "envoyer mon code", "recevoir le code"),
    *("recevoir un code", "recevoir mon code", "obtenir le code", "obtenir un code"),
    *("envoyez-moi un code", "send code", "send the code", "send a code", "send me a code"),
    *("send my code", "receive the code", "receive a code", "get code", "get the code"),
    *("get a code",),
)
"""On a button: before there is any code, somebody has to say how she wants it."""
