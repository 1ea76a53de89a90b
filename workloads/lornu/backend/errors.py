"""Every refusal and failure in one shape, so that a client reads one."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from backend.request_id import current_request_id
from backend.text_model import ModelUnavailable

_log = logging.getLogger(__name__)


class Refusal(Exception):
    """What the client asked for is not done; it can read why."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        retry_after_seconds: int | None = None,
        ends_connection: bool = False,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers: dict[str, str] = {}
        if retry_after_seconds is not None:
            self.headers["retry-after"] = str(retry_after_seconds)
        if ends_connection:
            self.headers["connection"] = "close"


def error_body(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "requestId": current_request_id()}}


def error_response(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(error_body(code, message), status_code=status, headers=headers)


def refusal_response(refusal: Refusal) -> JSONResponse:
    _log.warning("refused", extra={"code": refusal.code, "status": refusal.status})
    return error_response(refusal.status, refusal.code, refusal.message, refusal.headers)


def model_unavailable_message() -> str:
    return "the language model did not answer; try again in a moment"


def add_error_responses(app: FastAPI) -> None:
    """An exception that none of these knows is answered by the request's middleware."""

    @app.exception_handler(Refusal)
    async def refused(_request: Request, refusal: Refusal) -> JSONResponse:
        return refusal_response(refusal)

    @app.exception_handler(ModelUnavailable)
    async def model_unavailable(_request: Request, failure: ModelUnavailable) -> JSONResponse:
        _log.error("the language model failed", extra={"reason": str(failure)})
        return error_response(502, "model-unavailable", model_unavailable_message())

    @app.exception_handler(HTTPException)
    async def not_served(_request: Request, failure: HTTPException) -> JSONResponse:
        code = {404: "not-found", 405: "method-not-allowed"}.get(failure.status_code, "refused")
        return error_response(failure.status_code, code, failure.detail, dict(failure.headers or {}))
