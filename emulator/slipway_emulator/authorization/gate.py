"""Where a request is judged before moto gets it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from moto.core.request import Request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from slipway_emulator.authorization import refusal
from slipway_emulator.authorization.api_request import ApiRequest, Signature, parse_request, signature_of
from slipway_emulator.authorization.authorizer import Authorizer, UnjudgedError
from slipway_emulator.authorization.call import Call
from slipway_emulator.authorization.caller import ADMINISTRATOR, Sessions
from slipway_emulator.authorization.in_the_callers_name import calls_in_the_callers_name
from slipway_emulator.authorization.rules import Service
from slipway_emulator.authorization.service_linked_roles import make_missing_role
from slipway_emulator.authorization.services.registry import SERVICES_FOLDER, NotCarriedError, service_signed_for

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

UNSIGNED = Signature(access_key="", region="us-east-1", service="sts")
"""Only STS is asked without a signature, by who has a token of another issuer."""


@dataclass(frozen=True)
class _Arrival:
    """A request as it came."""

    environ: "WSGIEnvironment"
    body: bytes
    signature: Signature
    service: Service

    @property
    def request(self) -> Request:
        return Request({**self.environ, "wsgi.input": io.BytesIO(self.body)})


class Gate:
    """Asks the authorizer about each request, and does what AWS does beside an allowed one."""

    def __init__(self, authorizer: Authorizer, account_id: str) -> None:
        self._authorizer = authorizer
        self._account_id = account_id
        self._sessions = Sessions(account_id)

    def answer(self, environ: "WSGIEnvironment", body: bytes, carry_out: Callable[[], Response]) -> Response:
        """What moto answers where all calls are allowed."""
        signature = signature_of(environ) or UNSIGNED
        try:
            service = service_signed_for(signature.service, environ["PATH_INFO"])
        except NotCarriedError as error:
            return refusal.not_carried(str(error))
        arrival = _Arrival(environ, body, signature, service)
        caller = self._sessions.caller(signature.access_key)
        try:
            request = self._read(arrival)
            calls = _calls(service, request)
        except NotCarriedError as error:
            # An administrator may do what nobody tells.
            is_judged = caller is not ADMINISTRATOR
            return refusal.broken(service.model, arrival.request, str(error)) if is_judged else carry_out()
        refused = self._refusal(arrival, caller, calls)
        if refused is not None:
            return refused
        response = carry_out()
        if response.status_code < 300:
            self._follow_up(request)
        return response

    def _refusal(self, arrival: _Arrival, caller: dict[str, object] | None, calls: list[Call]) -> Response | None:
        model = arrival.service.model
        if caller is None:
            is_open = not calls and not arrival.signature.access_key
            return None if is_open else refusal.unknown_key(model, arrival.request)
        try:
            message = self._authorizer.refusal(caller, calls) if calls else None
        except UnjudgedError as error:
            return refusal.broken(model, arrival.request, str(error))
        return None if message is None else refusal.denied(model, arrival.request, message)

    def _follow_up(self, request: ApiRequest) -> None:
        make_missing_role(request)
        if request.service == "sts" and request.operation.startswith("AssumeRole"):
            self._sessions.keep_limits(request)

    def _read(self, arrival: _Arrival) -> ApiRequest:
        service = arrival.service
        try:
            operation, parameters = parse_request(service.model, arrival.environ, arrival.body)
        except (NotFound, NotImplementedError) as error:
            raise NotCarriedError(f"the request to {service.model} is no operation that moto knows: {error}") from error
        return ApiRequest(service.iam_prefix, operation, parameters, self._account_id, arrival.signature.region)


def _calls(service: Service, request: ApiRequest) -> list[Call]:
    name = f"{service.iam_prefix}:{request.operation}"
    calls = service.operations.get(request.operation)
    if calls is None:
        raise NotCarriedError(f"nothing says what {name} is in IAM's terms; add it to {SERVICES_FOLDER}")
    try:
        return [*calls(request), *calls_in_the_callers_name(request)]
    except LookupError as error:
        raise NotCarriedError(f"cannot tell what {name} is on, for want of {error}") from error
