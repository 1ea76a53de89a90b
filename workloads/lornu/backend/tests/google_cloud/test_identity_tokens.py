import asyncio
import time

import jwt
import pytest

from backend.fakes.google import PEER_AUDIENCE, SERVICE_ACCOUNT
from backend.google_cloud.identity_tokens import IdentityTokens, NoIdentityToken, token_fetcher
from backend.settings import Settings
from backend.tests.google_cloud.conftest import Ecs, Google


def _claims(token: str) -> dict[str, object]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def test_gets_a_token_by_the_stored_key(google: Google) -> None:
    fetch = token_fetcher(google.settings_with_key(), {}, google.endpoints)
    claims = _claims(asyncio.run(IdentityTokens(fetch).token(PEER_AUDIENCE)))
    assert (claims["aud"], claims["email"]) == (PEER_AUDIENCE, SERVICE_ACCOUNT)
    assert google.fake.calls == {"token": 1}


def test_gets_a_token_by_the_task_role(google: Google, ecs: Ecs, federated_settings: Settings) -> None:
    fetch = token_fetcher(federated_settings, ecs.environ, google.endpoints)
    claims = _claims(asyncio.run(IdentityTokens(fetch).token(PEER_AUDIENCE)))
    assert (claims["aud"], claims["email"]) == (PEER_AUDIENCE, SERVICE_ACCOUNT)
    assert google.fake.calls == {"sts": 1, "generateIdToken": 1}


def test_keeps_a_token_until_shortly_before_it_expires(google: Google) -> None:
    now = time.time()
    tokens = IdentityTokens(token_fetcher(google.settings_with_key(), {}, google.endpoints), lambda: now)

    async def scenario() -> None:
        nonlocal now
        await asyncio.gather(*(tokens.token(PEER_AUDIENCE) for _ in range(10)))
        now += 3600 - 301
        await tokens.token(PEER_AUDIENCE)
        assert google.fake.calls["token"] == 1
        now += 2
        await tokens.token(PEER_AUDIENCE)
        assert google.fake.calls["token"] == 2

    asyncio.run(scenario())


def test_keeps_a_token_for_each_audience(google: Google) -> None:
    tokens = IdentityTokens(token_fetcher(google.settings_with_key(), {}, google.endpoints))

    async def scenario() -> None:
        first, second = await asyncio.gather(tokens.token("https://a.lornu.ai"), tokens.token("https://b.lornu.ai"))
        assert (_claims(first)["aud"], _claims(second)["aud"]) == ("https://a.lornu.ai", "https://b.lornu.ai")

    asyncio.run(scenario())


@pytest.mark.parametrize("seconds", [0, -60])
def test_does_not_use_a_token_that_has_expired(google: Google, seconds: int) -> None:
    google.fake.token_seconds = seconds
    tokens = IdentityTokens(token_fetcher(google.settings_with_key(), {}, google.endpoints))
    with pytest.raises(NoIdentityToken, match="expired"):
        asyncio.run(tokens.token(PEER_AUDIENCE))


def test_does_not_use_a_token_for_another_audience(google: Google) -> None:
    google.fake.audience_of_tokens = "https://other.lornu.ai"
    tokens = IdentityTokens(token_fetcher(google.settings_with_key(), {}, google.endpoints))
    with pytest.raises(NoIdentityToken, match="another audience"):
        asyncio.run(tokens.token(PEER_AUDIENCE))


def test_asks_again_after_a_failure(google: Google) -> None:
    tokens = IdentityTokens(token_fetcher(google.settings_with_key(), {}, google.endpoints))
    google.fake.broken = {"token"}
    with pytest.raises(NoIdentityToken, match="RefreshError"):
        asyncio.run(tokens.token(PEER_AUDIENCE))
    google.fake.broken = set()
    assert asyncio.run(tokens.token(PEER_AUDIENCE))


def test_says_when_the_service_account_may_not_make_tokens(
    google: Google, ecs: Ecs, federated_settings: Settings
) -> None:
    google.fake.broken = {"generateIdToken"}
    fetch = token_fetcher(federated_settings, ecs.environ, google.endpoints)
    with pytest.raises(NoIdentityToken, match="IAM answered 403"):
        asyncio.run(IdentityTokens(fetch).token(PEER_AUDIENCE))


def test_has_no_token_where_no_access_is_configured(settings_without_access: Settings) -> None:
    with pytest.raises(NoIdentityToken, match="not configured"):
        asyncio.run(IdentityTokens(token_fetcher(settings_without_access)).token(PEER_AUDIENCE))
