"""Google's token services and an agent that runs there, on loopback: each checks what the real one would check."""

import json
import time
import urllib.parse
from collections import Counter
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from fastapi import FastAPI, HTTPException, Request
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://accounts.google.com"
SERVICE_ACCOUNT = "backend@lornu-staging.iam.gserviceaccount.com"
PROVIDER = "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws/providers/staging"
PEER_AUDIENCE = "https://planner.lornu.ai"
ROLE_ACCESS_KEY_ID = "ASIAEXAMPLEROLE00001"
ROLE_SESSION_TOKEN = "session-token-of-the-task-role"  # noqa: S105 -- of nobody

_KEY_ID = "google-2026"
# Of every assertion, wherever the token endpoint is.
_TOKEN_AUDIENCE = "https://oauth2.googleapis.com/token"  # noqa: S105 -- an address
_TOKEN_SECONDS = 3600
_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"

# Made once a process: it takes longer than a test.
_OWN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_SERVICE_ACCOUNT_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeGoogle:
    """Holds the service account's key and Google's own; counts the calls of each kind."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.messages: list[str] = []
        self.broken: set[str] = set()
        self.token_seconds = _TOKEN_SECONDS
        self.audience_of_tokens: str | None = None

    def service_account_key(self, address: str) -> str:
        """The JSON that Google would give out for download, with the token endpoint at this address."""
        pem = _SERVICE_ACCOUNT_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return json.dumps(
            {
                "type": "service_account",
                "client_email": SERVICE_ACCOUNT,
                "private_key_id": "stored-key",
                "private_key": pem.decode(),
                "token_uri": f"{address}/token",
            }
        )

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/token", self._token, methods=["POST"])
        app.add_api_route("/v1/token", self._security_token_service, methods=["POST"])
        accounts = "/v1/projects/-/serviceAccounts"
        app.add_api_route(f"{accounts}/{SERVICE_ACCOUNT}:generateAccessToken", self._access_token, methods=["POST"])
        app.add_api_route(f"{accounts}/{SERVICE_ACCOUNT}:generateIdToken", self._id_token, methods=["POST"])
        app.add_api_route("/a2a", self._peer, methods=["POST"])
        return app

    def key_set(self) -> dict[str, Any]:
        return {"keys": [json.loads(RSAAlgorithm.to_jwk(_OWN_KEY.public_key())) | {"kid": _KEY_ID}]}

    async def _token(self, request: Request) -> dict[str, Any]:
        """OAuth's token endpoint for an assertion that the service account's own key has signed."""
        self._count("token")
        form = await _form(request)
        _demand(form.get("grant_type") == _JWT_GRANT, 400)
        key = _SERVICE_ACCOUNT_KEY.public_key()
        claims = jwt.decode(form["assertion"], key, ["RS256"], audience=_TOKEN_AUDIENCE, issuer=SERVICE_ACCOUNT)
        if "target_audience" in claims:
            return {"id_token": self.identity_token(claims["target_audience"])}
        return {"access_token": f"key:{claims['scope']}", "expires_in": _TOKEN_SECONDS, "token_type": "Bearer"}

    async def _security_token_service(self, request: Request) -> dict[str, Any]:
        """Exchanges a request to AWS, signed by the role and addressed to the provider, for a federated token."""
        self._count("sts")
        form = await _form(request)
        signed = json.loads(urllib.parse.unquote(form["subject_token"]))
        headers = {header["key"].lower(): header["value"] for header in signed["headers"]}
        _demand(form["audience"] == PROVIDER == headers["x-goog-cloud-target-resource"], 400)
        _demand(signed["url"].startswith("https://sts.eu-central-1.amazonaws.com?Action=GetCallerIdentity"), 400)
        _demand(f"Credential={ROLE_ACCESS_KEY_ID}/" in headers["authorization"], 401)
        _demand(headers["x-amz-security-token"] == ROLE_SESSION_TOKEN, 401)
        return {
            "access_token": f"federated:{form['scope']}",
            "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
            "token_type": "Bearer",
            "expires_in": _TOKEN_SECONDS,
        }

    async def _access_token(self, request: Request) -> dict[str, Any]:
        self._count("generateAccessToken")
        _demand_federated_token(request)
        scopes = (await request.json())["scope"]
        expiry = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + _TOKEN_SECONDS))
        return {"accessToken": f"impersonated:{' '.join(scopes)}", "expireTime": expiry}

    async def _id_token(self, request: Request) -> dict[str, Any]:
        self._count("generateIdToken")
        _demand_federated_token(request)
        return {"token": self.identity_token((await request.json())["audience"])}

    async def _peer(self, request: Request) -> dict[str, Any]:
        """An agent that verifies its caller's token as Cloud Run would, and repeats the message."""
        self._count("peer")
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, _OWN_KEY.public_key(), ["RS256"], audience=PEER_AUDIENCE, issuer=ISSUER)
        except jwt.InvalidTokenError:
            raise HTTPException(401) from None
        call = await request.json()
        text = call["params"]["message"]["parts"][0]["text"]
        self.messages.append(text)
        answer = {"messageId": "answer", "role": "ROLE_AGENT", "parts": [{"text": f"{claims['email']}: {text}"}]}
        return {"jsonrpc": "2.0", "id": call["id"], "result": {"message": answer}}

    def identity_token(self, audience: str) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": self.audience_of_tokens or audience,
            "sub": "104857600000000000001",
            "email": SERVICE_ACCOUNT,
            "iat": now,
            "exp": now + self.token_seconds,
        }
        return jwt.encode(claims, _OWN_KEY, algorithm="RS256", headers={"kid": _KEY_ID})

    def _count(self, kind: str) -> None:
        self.calls[kind] += 1
        _demand(kind not in self.broken, 403)


async def _form(request: Request) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl((await request.body()).decode()))


def _demand(condition: bool, status: int) -> None:
    if not condition:
        raise HTTPException(status)


def _demand_federated_token(request: Request) -> None:
    _demand(request.headers.get("authorization", "").startswith("Bearer federated:"), 401)
