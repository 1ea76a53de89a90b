import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response
from jwt.algorithms import ECAlgorithm

from backend.agent_to_agent.issuer_keys import (
    FRESH_SECONDS,
    REFETCH_INTERVAL_SECONDS,
    RETRY_INTERVAL_SECONDS,
    USABLE_SECONDS,
    IssuerKeys,
    Keys,
    KeysUnavailable,
    fetch_key_set,
    usable_keys,
)
from backend.fakes.loopback import served
from backend.tests.agent_to_agent.tokens import EC_KEY_ID, RSA_KEY_ID, jwk, key_set


class Issuer:
    """Counts fetches, and fails while it is down. Its clock stands still unless it is moved."""

    def __init__(self) -> None:
        self.fetches = 0
        self.down = False
        self.now = 1000.0
        self.published = key_set()

    async def fetch(self) -> Keys:
        self.fetches += 1
        await asyncio.sleep(0)
        if self.down:
            raise httpx.ConnectError("refused")
        return usable_keys(self.published)

    def keys(self) -> IssuerKeys:
        return IssuerKeys(self.fetch, lambda: self.now)


def _run(scenario: Callable[[Issuer, IssuerKeys], Awaitable[None]]) -> None:
    async def run() -> None:
        issuer = Issuer()
        await scenario(issuer, issuer.keys())

    asyncio.run(run())


async def _settle() -> None:
    """Lets a fetch behind the call come to its end."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_fetches_once_for_many_calls() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        for _ in range(3):
            assert isinstance(await keys.key(RSA_KEY_ID), jwt.PyJWK)
        assert issuer.fetches == 1

    _run(scenario)


def test_fetches_once_for_calls_that_come_at_the_same_time() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        found = await asyncio.gather(*(keys.key(RSA_KEY_ID) for _ in range(50)))
        assert None not in found
        assert issuer.fetches == 1

    _run(scenario)


def test_looks_for_unknown_key_ids_once_in_thirty_seconds() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        for number in range(20):
            assert await keys.key(f"unknown-{number}") is None
        assert issuer.fetches == 1
        issuer.now += REFETCH_INTERVAL_SECONDS
        for number in range(20):
            assert await keys.key(f"unknown-{number}") is None
        assert issuer.fetches == 2

    _run(scenario)


def test_finds_a_key_that_the_issuer_has_added() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        await keys.key(RSA_KEY_ID)
        issuer.published["keys"].append(issuer.published["keys"][0] | {"kid": "rsa-2027"})
        issuer.now += REFETCH_INTERVAL_SECONDS
        assert await keys.key("rsa-2027") is not None

    _run(scenario)


def test_renews_old_keys_behind_the_call_and_forgets_withdrawn_ones() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        await keys.key(RSA_KEY_ID)
        del issuer.published["keys"][0]
        issuer.now += FRESH_SECONDS + 1
        assert await keys.key(RSA_KEY_ID) is not None
        await _settle()
        assert await keys.key(RSA_KEY_ID) is None

    _run(scenario)


def test_goes_on_with_its_keys_while_the_issuer_is_down_and_then_refuses() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        await keys.key(RSA_KEY_ID)
        issuer.down = True
        issuer.now += USABLE_SECONDS
        assert await keys.key(RSA_KEY_ID) is not None
        await _settle()
        issuer.now += 1
        with pytest.raises(KeysUnavailable):
            await keys.key(RSA_KEY_ID)

    _run(scenario)


def test_comes_back_soon_after_an_issuer_that_was_down_at_the_start() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        issuer.down = True
        for _ in range(10):
            with pytest.raises(KeysUnavailable):
                await keys.key(RSA_KEY_ID)
        assert issuer.fetches == 1
        issuer.down = False
        issuer.now += RETRY_INTERVAL_SECONDS
        assert await keys.key(RSA_KEY_ID) is not None

    _run(scenario)


def test_a_caller_that_hangs_up_does_not_end_the_fetch_of_the_others() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        leaving = asyncio.create_task(keys.key(RSA_KEY_ID))
        staying = asyncio.create_task(keys.key(RSA_KEY_ID))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying is not None

    _run(scenario)


def test_does_not_begin_a_fetch_while_a_slow_one_runs() -> None:
    async def scenario(issuer: Issuer, keys: IssuerKeys) -> None:
        calls = [asyncio.create_task(keys.key(RSA_KEY_ID))]
        await asyncio.sleep(0)
        issuer.now += REFETCH_INTERVAL_SECONDS
        calls.append(asyncio.create_task(keys.key(RSA_KEY_ID)))
        assert None not in await asyncio.gather(*calls)
        assert issuer.fetches == 1

    _run(scenario)


def test_accepts_named_signing_keys_of_accepted_algorithms_only() -> None:
    strong = key_set()
    weak = jwk(rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key())  # noqa: S505
    other_curve = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP384R1()).public_key(), as_dict=True)
    unwanted = [
        weak | {"kid": "weak"},
        other_curve | {"kid": "other curve"},
        other_curve | {"kid": "other curve under a false name", "alg": "ES256"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"},
        strong["keys"][0] | {"kid": "for encryption", "use": "enc"},
        {name: value for name, value in strong["keys"][0].items() if name != "kid"},
        "not a key",
    ]
    assert set(usable_keys({"keys": strong["keys"] + unwanted})) == {RSA_KEY_ID, EC_KEY_ID}


@pytest.mark.parametrize("document", [[], {}, {"keys": {}}, {"keys": []}])
def test_takes_nothing_for_a_key_set_that_is_none(document: object) -> None:
    with pytest.raises(ValueError, match="key"):
        usable_keys(document)


@pytest.mark.parametrize("path", ["/elsewhere", "/large", "/text", "/missing"])
def test_fails_on_answers_that_are_no_key_set(path: str) -> None:
    issuer = FastAPI()
    issuer.add_api_route("/keys", key_set)
    issuer.add_api_route("/elsewhere", lambda: RedirectResponse("/keys"))
    issuer.add_api_route("/large", lambda: Response(b" " * 300_000 + json.dumps(key_set()).encode()))
    issuer.add_api_route("/text", lambda: Response(b"\xff"))
    with served(issuer) as address:
        assert set(asyncio.run(fetch_key_set(f"{address}/keys"))) == {RSA_KEY_ID, EC_KEY_ID}
        with pytest.raises((httpx.HTTPError, ValueError)):
            asyncio.run(fetch_key_set(f"{address}{path}"))
