"""Who is let in to the message endpoint. Defence in depth: the load balancer has checked the same before."""

import logging

from starlette.authentication import SimpleUser
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.agent_to_agent.issuer_keys import RETRY_INTERVAL_SECONDS, KeysUnavailable
from backend.agent_to_agent.token_fault import TokenFault, TokenRefused
from backend.agent_to_agent.token_verifier import TokenVerifier
from backend.errors import error_response

_log = logging.getLogger(__name__)

# Set by the load balancer on its listener for client certificates, the only one that forwards these paths then.
CERTIFICATE_SUBJECT_HEADER = "x-amzn-mtls-clientcert-subject"


class TokenGate:
    """Lets in who shows a signed token, or of them only the named: an issuer may sign for the whole world."""

    def __init__(self, app: ASGIApp, verifier: TokenVerifier, subjects: frozenset[str] | None) -> None:
        self._app = app
        self._verifier = verifier
        self._subjects = subjects

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp
        try:
            subject = await self._verifier.verify(_bearer_token(Headers(scope=scope)))
        except TokenRefused as refused:
            app = _unauthenticated(refused.fault)
        except KeysUnavailable:
            app = _keys_unavailable()
        else:
            app = self._for(subject)
            _let_in(scope, subject)
        await app(scope, receive, send)

    def _for(self, subject: str) -> ASGIApp:
        if self._subjects is None or subject in self._subjects:
            return self._app
        _refused("subject")
        return error_response(403, "agent-to-agent-refused", "this caller is not among those that are let in")


class CertificateGate:
    """Lets in whose certificate the load balancer has verified."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        subjects = Headers(scope=scope).getlist(CERTIFICATE_SUBJECT_HEADER)
        app: ASGIApp
        if len(subjects) == 1 and subjects[0]:
            app = self._app
            _let_in(scope, subjects[0])
        else:
            _refused("no-client-certificate")
            app = error_response(403, "client-certificate-required", "a verified client certificate is required")
        await app(scope, receive, send)


class ClosedGate:
    """Lets in nobody: what an environment gets that has configured neither tokens nor certificates."""

    def __init__(self, _app: ASGIApp) -> None:
        pass

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _refused("not-configured")
        closed = error_response(403, "agent-to-agent-refused", "agent-to-agent calls are not configured here")
        await closed(scope, receive, send)


def _let_in(scope: Scope, caller: str) -> None:
    """Tasks belong to their caller: the SDK finds them by this name."""
    scope["user"] = SimpleUser(caller)


def _refused(fault: str) -> None:
    _log.warning("agent-to-agent call refused", extra={"refusal": fault})


def _bearer_token(headers: Headers) -> str:
    values = headers.getlist("authorization")
    if not values:
        raise TokenRefused(TokenFault.MISSING)
    scheme, _, token = values[0].partition(" ")
    if len(values) > 1 or scheme.lower() != "bearer" or not token:
        raise TokenRefused(TokenFault.MALFORMED)
    return token


def _unauthenticated(fault: TokenFault) -> JSONResponse:
    _refused(fault.value)
    # RFC 6750: no error code for a call that showed nothing.
    challenge = 'Bearer realm="a2a"' if fault is TokenFault.MISSING else 'Bearer realm="a2a", error="invalid_token"'
    return error_response(401, "unauthenticated", "a valid bearer token is required", {"www-authenticate": challenge})


def _keys_unavailable() -> JSONResponse:
    _refused("keys-unavailable")
    retry = {"retry-after": str(RETRY_INTERVAL_SECONDS)}
    return error_response(503, "keys-unavailable", "tokens cannot be verified at the moment", retry)
