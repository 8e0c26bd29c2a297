"""What an ID token says, with the names that Pro Santé Connect gives its claims."""

from kiosk.demo.portal.provider.sign_ins import SignIn

ACR = "eidas1"
DOCTOR_ROLE = "10^1.2.250.1.213.1.1.5.5"
"""Code 10, a doctor, of the table of professions."""
TOKEN_SECONDS = 120


def claims_of(sign_in: SignIn, issuer: str, client_id: str, now: float) -> dict[str, object]:
    """For one client, and for a short time (OpenID Connect Core §2)."""
    doctor = sign_in.ask.doctor
    return {
        "iss": issuer,
        "aud": client_id,
        "sub": f"f:demo:{doctor.number}",
        "sid": sign_in.sid,
        "iat": int(now),
        "auth_time": int(sign_in.since),
        "exp": int(now) + TOKEN_SECONDS,
        "acr": ACR,
        "given_name": doctor.given_name,
        "family_name": doctor.family_name,
        "preferred_username": doctor.number,
        "SubjectNameID": doctor.number,
        "SubjectRole": [DOCTOR_ROLE],
    }
