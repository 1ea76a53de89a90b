"""Tokens that must be refused, and the class of refusal that the log names for each."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable

from jwt.utils import base64url_encode

from backend.agent_to_agent.token_fault import TokenFault
from backend.tests.agent_to_agent.tokens import (
    AUDIENCE,
    EC_KEY_ID,
    ISSUER,
    RSA_KEY_ID,
    STRANGERS_KEY,
    claims,
    good_token,
    jwk,
    public_key_pem,
    signed,
    signed_text,
)

HEADER = json.dumps({"alg": "RS256", "typ": "JWT", "kid": RSA_KEY_ID})

Forgery = tuple[Callable[[], str], TokenFault]


def _in(seconds: int) -> int:
    return int(time.time()) + seconds


def _with_algorithm_none() -> str:
    header = base64url_encode(json.dumps({"alg": "none", "kid": RSA_KEY_ID}).encode())
    return (header + b"." + base64url_encode(json.dumps(claims()).encode()) + b".").decode()


def _with_public_key_as_secret() -> str:
    header = base64url_encode(json.dumps({"alg": "HS256", "kid": RSA_KEY_ID}).encode())
    signing_input = header + b"." + base64url_encode(json.dumps(claims()).encode())
    signature = hmac.new(public_key_pem(), signing_input, hashlib.sha256).digest()
    return (signing_input + b"." + base64url_encode(signature)).decode()


def _tampered() -> str:
    header, _, signature = good_token().split(".")
    payload = base64url_encode(json.dumps(claims(sub="owner@lornu.ai")).encode()).decode()
    return f"{header}.{payload}.{signature}"


def _with_claim_twice() -> str:
    return signed_text(HEADER, json.dumps(claims())[:-1] + f', "aud": "{AUDIENCE}"}}')


def _with_strangers_key() -> str:
    return signed(claims(), key=STRANGERS_KEY, jwk=jwk(STRANGERS_KEY.public_key()))


NAMED_CLASSES: dict[str, Forgery] = {
    "expired": (lambda: signed(claims(iat=_in(-700), exp=_in(-60))), TokenFault.EXPIRED),
    "not yet valid": (lambda: signed(claims(nbf=_in(60))), TokenFault.NOT_YET_VALID),
    "wrong issuer": (lambda: signed(claims(iss=f"{ISSUER}.evil.example")), TokenFault.WRONG_ISSUER),
    "wrong audience": (lambda: signed(claims(aud="https://other.lornu.ai")), TokenFault.WRONG_AUDIENCE),
    "missing audience": (lambda: signed(claims(aud=None)), TokenFault.MISSING_AUDIENCE),
    "alg: none": (_with_algorithm_none, TokenFault.ALGORITHM),
    "HS256 with the public key": (_with_public_key_as_secret, TokenFault.ALGORITHM),
    "unknown key id": (lambda: signed(claims(), key_id="rsa-1999"), TokenFault.UNKNOWN_KEY),
    "tampered payload": (_tampered, TokenFault.SIGNATURE),
    "oversize": (lambda: signed(claims(note="x" * 8192)), TokenFault.OVERSIZE),
    "duplicate claims": (_with_claim_twice, TokenFault.DUPLICATE_MEMBER),
    "key from an embedded jwk header": (_with_strangers_key, TokenFault.EMBEDDED_KEY),
}

OTHERS: dict[str, Forgery] = {
    "jku header": (lambda: signed(claims(), jku="https://evil.example/keys"), TokenFault.EMBEDDED_KEY),
    "x5u header": (lambda: signed(claims(), x5u="https://evil.example/cert"), TokenFault.EMBEDDED_KEY),
    "x5c header": (lambda: signed(claims(), x5c=["MIIB"]), TokenFault.EMBEDDED_KEY),
    "duplicate header member": (
        lambda: signed_text(HEADER[:-1] + f', "kid": "{RSA_KEY_ID}"}}', json.dumps(claims())),
        TokenFault.DUPLICATE_MEMBER,
    ),
    "duplicate member inside a claim": (
        lambda: signed_text(HEADER, json.dumps(claims())[:-1] + ', "act": {"sub": "a", "sub": "b"}}'),
        TokenFault.DUPLICATE_MEMBER,
    ),
    "no key id": (lambda: signed(claims(), key_id=None), TokenFault.UNKNOWN_KEY),
    "signed by a stranger": (lambda: signed(claims(), key=STRANGERS_KEY), TokenFault.SIGNATURE),
    "key of another algorithm": (lambda: signed(claims(), key_id=EC_KEY_ID), TokenFault.ALGORITHM),
    "algorithm that is not accepted": (lambda: signed(claims(), algorithm="RS512"), TokenFault.ALGORITHM),
    "algorithm that is not accepted, of an unknown key": (
        lambda: signed(claims(), algorithm="RS512", key_id="rsa-1999"),
        TokenFault.ALGORITHM,
    ),
    "critical extension": (
        lambda: signed_text(HEADER[:-1] + ', "crit": ["b64"], "b64": true}', json.dumps(claims())),
        TokenFault.MALFORMED,
    ),
    "issued in the future": (lambda: signed(claims(iat=_in(60))), TokenFault.NOT_YET_VALID),
    "several audiences": (
        lambda: signed(claims(aud=[AUDIENCE, "https://other.lornu.ai"])),
        TokenFault.WRONG_AUDIENCE,
    ),
    "no expiry": (lambda: signed(claims(exp=None)), TokenFault.MISSING_CLAIM),
    "no time of issue": (lambda: signed(claims(iat=None)), TokenFault.MISSING_CLAIM),
    "no issuer": (lambda: signed(claims(iss=None)), TokenFault.MISSING_CLAIM),
    "no subject": (lambda: signed(claims(sub=None)), TokenFault.MISSING_CLAIM),
    "endless expiry": (
        lambda: signed_text(HEADER, json.dumps(claims(exp=None))[:-1] + ', "exp": 1e999}'),
        TokenFault.MALFORMED,
    ),
    "expiry that is no number": (
        lambda: signed_text(HEADER, json.dumps(claims(exp=None))[:-1] + ', "exp": NaN}'),
        TokenFault.MALFORMED,
    ),
    "claims that are no object": (lambda: signed_text(HEADER, json.dumps([claims()])), TokenFault.MALFORMED),
    "claims nested too deep": (lambda: signed_text(HEADER, "[" * 5000), TokenFault.MALFORMED),
    "other spelling of the signature": (lambda: good_token() + "=", TokenFault.MALFORMED),
    "two parts": (lambda: good_token().rpartition(".")[0], TokenFault.MALFORMED),
}
