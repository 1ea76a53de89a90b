"""What belongs to one request and to whatever is done for it: its id, its span, its log line, its last resort."""

import logging
import time

from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.errors import error_response
from backend.request_id import begin_request

_log = logging.getLogger(__name__)
_tracer = trace.get_tracer(__name__)

_SECURITY_HEADERS = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_INTERNAL_ERROR = 1011
_QUIET_ROUTES = frozenset({"/health", "/ready"})


class RequestContext:
    """The outermost middleware. Health checks, every few seconds, are logged only when they fail."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = begin_request(headers.get("x-request-id"))
        parent = propagate.extract({"traceparent": headers.get("traceparent", "")})
        method = scope.get("method", "WEBSOCKET")
        with _tracer.start_as_current_span(method, context=parent, kind=SpanKind.SERVER) as span:
            exchange = _Exchange(send, request_id)
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
                response = error_response(500, "internal", "something went wrong")
                await response(scope, receive, exchange.send)


class _Exchange:
    """One answer on its way: its headers completed, its status kept for the log."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._request_id = request_id
        self._began = time.monotonic()
        self.started = False
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start", "websocket.accept"):
            self.started = True
            self.status = message.get("status", 101)
            headers = MutableHeaders(scope=message)
            headers["x-request-id"] = self._request_id
            for name, value in _SECURITY_HEADERS.items():
                headers[name] = value
        elif message["type"] == "websocket.close" and not self.started:
            # What the server then answers on its own.
            self.status = 403
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


def _route(scope: Scope) -> str:
    """No other path than the routes' own: what a client writes there belongs neither in a log nor in a span's name."""
    paths = {getattr(route, "path", None) for route in scope["app"].routes}
    return str(scope["path"]) if scope["path"] in paths or "route" in scope else "(other)"
