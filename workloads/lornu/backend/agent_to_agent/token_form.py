"""What can be said of a signed token before any key is asked for: its size, its form, its header."""

import json
import re
from typing import Any, NoReturn

from jwt.utils import base64url_decode

from backend.agent_to_agent.token_fault import TokenFault, TokenRefused

MAXIMUM_TOKEN_BYTES = 8 * 1024
ALGORITHMS = ("RS256", "ES256")

# PyJWT drops characters that are not base64url, so that many spellings would be one token.
_COMPACT_FORM = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
# Each names or holds a key, or a rule, of the sender's own choice.
_EMBEDDED_KEY_MEMBERS = frozenset({"jwk", "jku", "x5u", "x5c"})


def read_key_id(token: str) -> str:
    """Id of the key that a token in good form asks for; its claims are read only to see that each is said once."""
    if len(token) > MAXIMUM_TOKEN_BYTES:
        raise TokenRefused(TokenFault.OVERSIZE)
    if not _COMPACT_FORM.fullmatch(token):
        raise TokenRefused(TokenFault.MALFORMED)
    header_part, claims_part, _ = token.split(".")
    header = _read_object(header_part)
    _read_object(claims_part)
    return _key_id(header)


def _key_id(header: dict[str, Any]) -> str:
    if _EMBEDDED_KEY_MEMBERS & header.keys():
        raise TokenRefused(TokenFault.EMBEDDED_KEY)
    if header.get("alg") not in ALGORITHMS:
        raise TokenRefused(TokenFault.ALGORITHM)
    if "crit" in header:
        raise TokenRefused(TokenFault.MALFORMED)
    key_id = header.get("kid")
    if not isinstance(key_id, str) or not key_id:
        raise TokenRefused(TokenFault.UNKNOWN_KEY)
    return key_id


def _read_object(part: str) -> dict[str, Any]:
    try:
        value = json.loads(base64url_decode(part), object_pairs_hook=_object_of, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise TokenRefused(TokenFault.MALFORMED) from None
    if not isinstance(value, dict):
        raise TokenRefused(TokenFault.MALFORMED)
    return value


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may disagree on which of two equal names counts; here neither does."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise TokenRefused(TokenFault.DUPLICATE_MEMBER)
    return members


def _refuse_constant(_: str) -> NoReturn:
    raise TokenRefused(TokenFault.MALFORMED)
