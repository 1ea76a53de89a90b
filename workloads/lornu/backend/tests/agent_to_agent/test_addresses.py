import json

import pytest

from backend.settings import SettingsError, load_settings


def _load(environment: dict[str, str]) -> None:
    load_settings({"GEMINI_API_KEY": "test-key"} | environment)


def _jwks(url: str) -> dict[str, str]:
    return {"A2A_ISSUER": "https://issuer.lornu.ai", "A2A_AUDIENCE": "staging", "A2A_JWKS_URL": url}


def _peer(url: str) -> dict[str, str]:
    return {"A2A_PEERS": json.dumps({"planner": {"url": url, "audience": "https://planner.lornu.ai"}})}


@pytest.mark.parametrize("address", ["https://www.googleapis.com/oauth2/v3/certs", "http://127.0.0.1:8090/keys"])
def test_takes_keys_and_peers_from_https_or_from_this_machine(address: str) -> None:
    _load(_jwks(address) | _peer(address))


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        (_jwks("http://issuer.example/keys"), "A2A_JWKS_URL"),
        (_jwks("http://127.0.0.1.issuer.example/keys"), "A2A_JWKS_URL"),
        (_peer("http://planner.example/a2a"), "A2A_PEERS"),
    ],
)
def test_refuses_plain_http_to_another_host(environment: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError, match=f"backend: {name}: is plain HTTP to another host"):
        _load(environment)
