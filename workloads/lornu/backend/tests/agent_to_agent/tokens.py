"""An issuer of tokens, its key set, and the tools to forge what it would never sign."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.utils import base64url_encode

ISSUER = "https://issuer.lornu.ai"
AUDIENCE = "https://staging.lornu.ai"
SUBJECT = "planner@lornu-staging.iam.gserviceaccount.com"
RSA_KEY_ID = "rsa-2026"
EC_KEY_ID = "ec-2026"

RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
STRANGERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def key_set() -> dict[str, Any]:
    return {
        "keys": [
            jwk(RSA_KEY.public_key()) | {"kid": RSA_KEY_ID, "use": "sig", "alg": "RS256"},
            json.loads(ECAlgorithm.to_jwk(EC_KEY.public_key())) | {"kid": EC_KEY_ID, "use": "sig"},
        ]
    }


def jwk(key: rsa.RSAPublicKey) -> dict[str, Any]:
    return dict(json.loads(RSAAlgorithm.to_jwk(key)))


def claims(**changes: Any) -> dict[str, Any]:
    """Good claims with changes; None takes one away."""
    now = int(time.time())
    good = {"iss": ISSUER, "aud": AUDIENCE, "sub": SUBJECT, "iat": now, "exp": now + 600}
    return {name: value for name, value in (good | changes).items() if value is not None}


def signed(
    payload: dict[str, Any],
    key: PrivateKey = RSA_KEY,
    algorithm: str = "RS256",
    key_id: str | None = RSA_KEY_ID,
    **header: Any,
) -> str:
    return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": key_id} | header if key_id else header)


def good_token() -> str:
    return signed(claims())


def signed_text(header: str, payload: str) -> str:
    """A good signature below texts that no JSON library would write."""
    signing_input = base64url_encode(header.encode()) + b"." + base64url_encode(payload.encode())
    signature = RSAAlgorithm(RSAAlgorithm.SHA256).sign(signing_input, RSA_KEY)
    return (signing_input + b"." + base64url_encode(signature)).decode()


def public_key_pem() -> bytes:
    return RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def private_key_pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
