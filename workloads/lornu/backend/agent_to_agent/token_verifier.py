"""Which agent a token speaks for, or why it is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import jwt

from backend.agent_to_agent.token_fault import TokenFault, TokenRefused
from backend.agent_to_agent.token_form import ALGORITHMS, read_key_id

# Clocks of two clouds differ by less; a longer leeway would only lengthen the life of stolen tokens.
LEEWAY_SECONDS = 30


class KeySource(Protocol):
    """Public keys of the issuer."""

    async def key(self, key_id: str) -> jwt.PyJWK | None:
        """Key of this id, or None when the issuer has none."""
        ...


class TokenVerifier:
    """Trusts one issuer, for one audience, by the keys that the issuer publishes."""

    def __init__(self, issuer: str, audience: str, keys: KeySource) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys = keys

    async def verify(self, token: str) -> str:
        """Subject of the token. Raises TokenRefused, or KeysUnavailable when nothing can be said."""
        key = await self._keys.key(read_key_id(token))
        if key is None:
            raise TokenRefused(TokenFault.UNKNOWN_KEY)
        with _refusals():
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                leeway=LEEWAY_SECONDS,
                # A token for several audiences could be played on by any of them: exactly this one.
                options={"require": ["exp", "iat", "iss", "aud", "sub"], "strict_aud": True},
            )
        subject = claims["sub"]
        assert isinstance(subject, str)
        return subject


@contextmanager
def _refusals() -> Iterator[None]:
    """PyJWT's exceptions as classes of refusal; its messages are dropped, for they may quote the token."""
    try:
        yield
    except jwt.MissingRequiredClaimError as error:
        raise TokenRefused(TokenFault.MISSING_AUDIENCE if error.claim == "aud" else TokenFault.MISSING_CLAIM) from None
    except jwt.InvalidTokenError as error:
        raise TokenRefused(_refusal_of(error)) from None


def _refusal_of(error: jwt.InvalidTokenError) -> TokenFault:
    match error:
        case jwt.ExpiredSignatureError():
            return TokenFault.EXPIRED
        case jwt.ImmatureSignatureError():
            return TokenFault.NOT_YET_VALID
        case jwt.InvalidIssuerError():
            return TokenFault.WRONG_ISSUER
        case jwt.InvalidAudienceError():
            return TokenFault.WRONG_AUDIENCE
        case jwt.InvalidSignatureError():
            return TokenFault.SIGNATURE
        case jwt.InvalidAlgorithmError():
            return TokenFault.ALGORITHM
        case _:
            return TokenFault.MALFORMED
