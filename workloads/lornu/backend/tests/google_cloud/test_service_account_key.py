import json

import pytest
from pydantic import SecretStr

from backend.fakes.google import SERVICE_ACCOUNT, FakeGoogle
from backend.google_cloud.service_account_key import stored_key
from backend.settings import SettingsError

REMEDY = "store the JSON file again as Google gave it out"


def _key(**changes: str) -> dict[str, str]:
    return dict(json.loads(FakeGoogle().service_account_key("https://oauth2.googleapis.com"))) | changes


def test_reads_a_key_as_google_gives_it_out() -> None:
    assert stored_key(SecretStr(json.dumps(_key())))["client_email"] == SERVICE_ACCOUNT


@pytest.mark.parametrize(
    "address",
    [
        "https://tokens.example/token",
        "https://oauth2.googleapis.com.tokens.example/token",
        "http://oauth2.googleapis.com/token",
        "file:///etc/passwd",
        "http://[",
    ],
)
def test_sends_nothing_signed_to_another_token_endpoint(address: str) -> None:
    with pytest.raises(SettingsError) as caught:
        stored_key(SecretStr(json.dumps(_key(token_uri=address))))
    problem = "names a token endpoint that is not Google's"
    assert caught.value.lines == [f"backend: GCP_SERVICE_ACCOUNT_KEY: {problem}; {REMEDY}"]


@pytest.mark.parametrize(
    "private_key", ["", "c2VjcmV0", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"]
)
def test_says_that_a_private_key_cannot_be_read_without_showing_it(private_key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        stored_key(SecretStr(json.dumps(_key(private_key=private_key))))
    problem = "holds a private key that cannot be read"
    assert caught.value.lines == [f"backend: GCP_SERVICE_ACCOUNT_KEY: {problem}; {REMEDY}"]
