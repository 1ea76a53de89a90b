"""The stored key of a Google service account: what it must be before anything is signed with it."""

import json

import httpx
from google.oauth2 import service_account

_LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
_TEXT_FIELDS = ("client_email", "private_key", "token_uri")


def service_account_key_problem(text: str) -> str | None:
    """What is wrong with the key, in words that hold nothing of it."""
    try:
        key = json.loads(text)
    except (ValueError, RecursionError):
        return "is not JSON"
    if not isinstance(key, dict) or key.get("type") != "service_account":
        return "is not a service account's key"
    missing = [field for field in _TEXT_FIELDS if not isinstance(key.get(field), str)]
    if missing:
        return f"lacks {', '.join(missing)}"
    if not _is_token_endpoint(key["token_uri"]):
        return "names a token endpoint that is not Google's"
    try:
        service_account.Credentials.from_service_account_info(key)
    except (ValueError, TypeError):
        return "holds a private_key that cannot be read"
    return None


def _is_token_endpoint(address: str) -> bool:
    """Whatever is signed with the key is sent there. Loopback is for tests, and nobody else's."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return False
    if url.host in _LOOPBACK_HOSTS:
        return True
    return url.scheme == "https" and (url.host == "googleapis.com" or url.host.endswith(".googleapis.com"))
