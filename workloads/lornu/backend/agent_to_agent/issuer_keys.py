"""Public keys of the token issuer, kept so that calls neither wait for the issuer nor depend on it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import jwt

_log = logging.getLogger(__name__)

# A key that the issuer withdraws is trusted for at most this long while the issuer answers.
FRESH_SECONDS = 300
# And for at most this long while it does not.
USABLE_SECONDS = 3600
# Key ids come from strangers; each unknown one must not become a request to the issuer.
REFETCH_INTERVAL_SECONDS = 30
# Without any key every call is refused, so a failed fetch is tried again sooner.
RETRY_INTERVAL_SECONDS = 5

# Type, curve and algorithm: those of token_form.ALGORITHMS.
_ACCEPTED_KINDS = frozenset({("RSA", None, "RS256"), ("EC", "P-256", "ES256")})
_FETCH_TIMEOUT_SECONDS = 3
_MAXIMUM_KEY_SET_BYTES = 256 * 1024

Keys = dict[str, jwt.PyJWK]


class KeysUnavailable(Exception):
    """The issuer does not answer and no key that it gave is young enough to be trusted."""


class IssuerKeys:
    """The issuer's keys by id. One fetch runs at a time, whoever asks."""

    def __init__(self, fetch: Callable[[], Awaitable[Keys]], clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._keys: Keys = {}
        self._fetched_at = float("-inf")
        self._attempted_at = float("-inf")
        self._fetching: asyncio.Task[None] | None = None

    async def key(self, key_id: str) -> jwt.PyJWK | None:
        """Key of this id, from memory where possible; a key that is merely old is renewed behind the call."""
        if not self._usable() or key_id not in self._keys:
            if fetching := self._started_fetch():
                # Shielded: others may wait for the same fetch when this caller hangs up.
                await asyncio.shield(fetching)
        elif self._age_seconds() > FRESH_SECONDS:
            self._started_fetch()
        if not self._usable():
            raise KeysUnavailable
        return self._keys.get(key_id)

    def _started_fetch(self) -> asyncio.Task[None] | None:
        if self._fetching is None and self._clock() - self._attempted_at >= self._interval_seconds():
            self._attempted_at = self._clock()
            self._fetching = asyncio.create_task(self._refresh())
        return self._fetching

    async def _refresh(self) -> None:
        try:
            self._keys = await self._fetch()
            self._fetched_at = self._clock()
        except Exception as error:  # Whatever the issuer does, the keys at hand must go on working.
            _log.warning(
                "keys of the token issuer could not be fetched",
                extra={"cause": type(error).__name__, "usable": self._usable()},
            )
        finally:
            self._fetching = None

    def _interval_seconds(self) -> int:
        return REFETCH_INTERVAL_SECONDS if self._usable() else RETRY_INTERVAL_SECONDS

    def _usable(self) -> bool:
        return self._age_seconds() <= USABLE_SECONDS

    def _age_seconds(self) -> float:
        return self._clock() - self._fetched_at


async def fetch_key_set(url: str) -> Keys:
    """Keys behind an address. A redirect is an error: it could lead from https to anywhere."""
    body = bytearray()
    # httpx's own timeouts begin anew with each byte.
    async with (
        asyncio.timeout(_FETCH_TIMEOUT_SECONDS),
        httpx.AsyncClient() as client,
        client.stream("GET", url) as response,
    ):
        response.raise_for_status()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > _MAXIMUM_KEY_SET_BYTES:
                raise ValueError("key set is too large")
    return usable_keys(httpx.Response(200, content=bytes(body)).json())


def usable_keys(key_set: Any) -> Keys:
    """Keys that may sign tokens here: named, for signatures, of an accepted algorithm and strong enough."""
    if not isinstance(key_set, dict) or not isinstance(key_set.get("keys"), list):
        raise ValueError("not a key set")
    keys = {key.key_id: key for key in map(_signing_key, key_set["keys"]) if key is not None and key.key_id}
    if not keys:
        raise ValueError("no key of the set is usable")
    return keys


def _signing_key(data: Any) -> jwt.PyJWK | None:
    if not isinstance(data, dict) or data.get("use", "sig") != "sig":
        return None
    try:
        key = jwt.PyJWK(data)
    except jwt.PyJWTError:
        return None
    is_accepted = (data.get("kty"), data.get("crv"), key.algorithm_name) in _ACCEPTED_KINDS
    return key if is_accepted and key.Algorithm.check_key_length(key.key) is None else None
