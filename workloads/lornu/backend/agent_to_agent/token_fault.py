"""What is wrong with a token."""

from enum import StrEnum


class TokenFault(StrEnum):
    """The class of a refusal: in the log for operators, never in the answer, where it would help who forges."""

    MISSING = "missing"
    OVERSIZE = "oversize"
    MALFORMED = "malformed"
    DUPLICATE_MEMBER = "duplicate-member"
    EMBEDDED_KEY = "embedded-key"
    ALGORITHM = "algorithm"
    UNKNOWN_KEY = "unknown-key"
    SIGNATURE = "signature"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_ISSUER = "wrong-issuer"
    WRONG_AUDIENCE = "wrong-audience"
    MISSING_AUDIENCE = "missing-audience"
    MISSING_CLAIM = "missing-claim"


class TokenRefused(Exception):
    """A token that proves nothing. Carries its fault only: the token itself must not reach a log."""

    def __init__(self, fault: TokenFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
