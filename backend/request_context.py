"""What belongs to one request and to whatever is done for it: its id, its span, its log line, its last resort."""

import logging
import re
import time
from contextvars import ContextVar
from uuid import uuid4

from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)
_tracer = trace.get_tracer(__name__)
_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_sane_request_id = re.compile(r"[A-Za-z0-9._-]{8,128}")

_SECURITY_HEADERS = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_INTERNAL_ERROR = 1011
_QUIET_ROUTES = frozenset({"/health", "/ready"})


def current_request_id() -> str | None:
    return _request_id.get()


class RequestContext:
    """The outermost middleware. Health checks, every few seconds, are logged only when they fail."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        _request_id.set(_taken_or_new(headers.get("x-request-id")))
        parent = propagate.extract({"traceparent": headers.get("traceparent", "")})
        method = scope.get("method", "WEBSOCKET")
        with _tracer.start_as_current_span(method, context=parent, kind=SpanKind.SERVER) as span:
            exchange = _Exchange(send)
            await self._guarded(scope, receive, exchange)
            route = _route(scope)
            span.update_name(f"{method} {route}")
            span.set_attributes({"http.request.method": method, "http.route": route})
            span.set_attribute("http.response.status_code", exchange.status)
            exchange.log(method, route)

    async def _guarded(self, scope: Scope, receive: Receive, exchange: "_Exchange") -> None:
        try:
            await self._app(scope, receive, exchange.send)
        except Exception:
            _log.exception("unexpected error")
            if scope["type"] == "websocket":
                await exchange.send({"type": "websocket.close", "code": _INTERNAL_ERROR})
            elif not exchange.started:
                await _internal_error(scope, receive, exchange.send)


class _Exchange:
    """One answer on its way: its headers completed, its status kept for the log."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._began = time.monotonic()
        self.started = False
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start", "websocket.accept"):
            self.started = True
            self.status = message.get("status", 101)
            headers = MutableHeaders(scope=message)
            headers["x-request-id"] = current_request_id() or ""
            for name, value in _SECURITY_HEADERS.items():
                headers[name] = value
        await self._send(message)

    def log(self, method: str, route: str) -> None:
        quiet = route in _QUIET_ROUTES and self.status < 400
        _log.log(
            logging.DEBUG if quiet else logging.INFO,
            "request",
            extra={
                "method": method,
                "route": route,
                "status": self.status,
                "durationMs": round((time.monotonic() - self._began) * 1000),
            },
        )


def _taken_or_new(incoming: str | None) -> str:
    if incoming is not None and _sane_request_id.fullmatch(incoming):
        return incoming
    return uuid4().hex


def _route(scope: Scope) -> str:
    """No other path than the routes' own: what a client writes there belongs neither in a log nor in a span's name."""
    paths = {getattr(route, "path", None) for route in scope["app"].routes}
    return str(scope["path"]) if scope["path"] in paths or "route" in scope else "(other)"


async def _internal_error(scope: Scope, receive: Receive, send: Send) -> None:
    body = {"error": {"code": "internal", "message": "something went wrong", "requestId": current_request_id()}}
    await JSONResponse(body, status_code=500)(scope, receive, send)
