"""Tokens that Google signs to say who this program is, each for one audience."""

import asyncio
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import jwt
from google.auth import aws
from google.auth.exceptions import GoogleAuthError
from google.auth.transport import Response
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from backend.google_cloud.credentials import federated_credentials
from backend.google_cloud.endpoints import GOOGLE, GoogleEndpoints
from backend.google_cloud.service_account_key import stored_key
from backend.settings import Settings

REFRESH_BEFORE_EXPIRY_SECONDS = 300

_REQUEST_TIMEOUT_SECONDS = 5
# Enough to have tokens made in the service account's name, and nothing else.
_IAM_SCOPE = "https://www.googleapis.com/auth/iam"

# Blocks: google-auth is not asynchronous.
FetchToken = Callable[[str], str]


class NoIdentityToken(Exception):
    """Google gave no token for the audience, or none that may be used."""


@dataclass(frozen=True)
class _IdentityToken:
    text: str
    expires_at: float


class IdentityTokens:
    """One token an audience, kept until shortly before it expires; who asks meanwhile waits for the same one."""

    def __init__(self, fetch: FetchToken, clock: Callable[[], float] = time.time) -> None:
        self._fetch = fetch
        self._clock = clock
        self._tokens: dict[str, _IdentityToken] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def token(self, audience: str) -> str:
        async with self._locks[audience]:
            token = self._tokens.get(audience)
            if token is None or token.expires_at - self._clock() <= REFRESH_BEFORE_EXPIRY_SECONDS:
                token = await self._renewed(audience)
                self._tokens[audience] = token
            return token.text

    async def _renewed(self, audience: str) -> _IdentityToken:
        try:
            return _read(await asyncio.to_thread(self._fetch, audience), audience, self._clock())
        except (GoogleAuthError, jwt.InvalidTokenError, ValueError, KeyError) as error:
            # Not the error's own text: google-auth quotes the answer in it.
            raise NoIdentityToken(type(error).__name__) from None


def token_fetcher(
    settings: Settings, environ: Mapping[str, str] = os.environ, endpoints: GoogleEndpoints = GOOGLE
) -> FetchToken:
    """By the stored key, or by the task's role in the service account's name."""
    if settings.gcp_service_account_key is not None:
        return partial(_by_key, stored_key(settings.gcp_service_account_key))
    if settings.gcp_workload_identity_audience is not None and settings.gcp_service_account_email is not None:
        source = federated_credentials(settings.gcp_workload_identity_audience, environ, endpoints, _IAM_SCOPE)
        url = endpoints.service_account_url(settings.gcp_service_account_email, "generateIdToken")
        return partial(_by_impersonation, source, url)
    return _without_access


def _by_key(key: dict[str, str], audience: str) -> str:
    credentials = service_account.IDTokenCredentials.from_service_account_info(key, target_audience=audience)
    credentials.refresh(_request())
    return str(credentials.token)


def _by_impersonation(source: aws.Credentials, url: str, audience: str) -> str:
    if not source.valid:
        source.refresh(_request())
    body = json.dumps({"audience": audience, "includeEmail": True}).encode()
    headers = {"authorization": f"Bearer {source.token}", "content-type": "application/json"}
    response = _request()(url, method="POST", headers=headers, body=body)
    if response.status != 200:
        raise NoIdentityToken(f"IAM answered {response.status}")
    return str(json.loads(response.data)["token"])


def _without_access(_audience: str) -> str:
    raise NoIdentityToken("access to Google Cloud is not configured")


def _request() -> Callable[..., Response]:
    return partial(Request(), timeout=_REQUEST_TIMEOUT_SECONDS)


def _read(text: str, audience: str, now: float) -> _IdentityToken:
    """The signature is for the peer to check; a token for somebody else must not even be shown to it."""
    claims = jwt.decode(text, options={"verify_signature": False, "require": ["exp", "aud"]})
    if claims["aud"] != audience:
        raise NoIdentityToken("the token is for another audience")
    if claims["exp"] <= now:
        raise NoIdentityToken("the token has expired")
    return _IdentityToken(text, float(claims["exp"]))
