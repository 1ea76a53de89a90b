"""The stored key of a Google service account, looked at before anything is signed with it."""

import json

import httpx
from google.oauth2 import service_account
from pydantic import SecretStr

from backend.settings import SettingsError

_LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})


def stored_key(secret: SecretStr) -> dict[str, str]:
    """The key's members. Raises SettingsError in words that hold nothing of it."""
    key: dict[str, str] = json.loads(secret.get_secret_value())
    if problem := _problem(key):
        line = f"backend: GCP_SERVICE_ACCOUNT_KEY: {problem}; store the JSON file again as Google gave it out"
        raise SettingsError([line])
    return key


def _problem(key: dict[str, str]) -> str | None:
    if not _is_token_endpoint(key["token_uri"]):
        return "names a token endpoint that is not Google's"
    try:
        service_account.Credentials.from_service_account_info(key)
    except ValueError:
        return "holds a private key that cannot be read"
    return None


def _is_token_endpoint(address: str) -> bool:
    """Whatever is signed with the key is sent there. Loopback is for tests, and nobody else's."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return False
    return url.host in _LOOPBACK_HOSTS or (url.scheme == "https" and url.host.endswith(".googleapis.com"))
