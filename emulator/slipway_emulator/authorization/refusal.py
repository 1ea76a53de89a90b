"""The answer to a request that is not carried out, in the form of its service's protocol."""

import warnings

from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel
from moto.core.request import Request, determine_request_protocol
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from werkzeug.wrappers import Response

CODES = {"ec2": "UnauthorizedOperation", "json": "AccessDeniedException", "rest-json": "AccessDeniedException"}
"""By protocol; what the others answer is `AccessDenied`."""

SERVICE_CODES = {"sns": "AuthorizationError"}
"""API reference, "Common errors" of each service."""

NOT_CARRIED = 501
"""Clients repeat a request for minutes after any other server error."""

EC2_MESSAGE = "You are not authorized to perform this operation. "


class _RefusedError(ServiceException):
    """Of no moto module: of those, moto looks for the code in the models of two services."""


# Services' models leave out what all services answer.
warnings.filterwarnings("ignore", message=r"Exception\(_RefusedError\)")


def denied(model: str, request: Request, message: str) -> Response:
    """AWS's refusal; its services differ in the code, and in whether it is 400 or 403."""
    protocol = _protocol(model, request)
    code = SERVICE_CODES.get(model) or CODES.get(protocol, "AccessDenied")
    text = EC2_MESSAGE + message if protocol == "ec2" else message
    return _serialized(model, protocol, _RefusedError(code, text), 400 if protocol == "json" else 403)


def unknown_key(model: str, request: Request) -> Response:
    """For a key that STS did not give out, and for a request that nobody signed."""
    protocol = _protocol(model, request)
    code = "UnrecognizedClientException" if protocol == "json" else "InvalidClientTokenId"
    message = "The security token included in the request is invalid."
    return _serialized(model, protocol, _RefusedError(code, message), 400 if protocol == "json" else 403)


def broken(model: str, request: Request, sentence: str) -> Response:
    """The emulator itself cannot say what AWS would answer."""
    return _serialized(model, _protocol(model, request), _RefusedError("InternalFailure", sentence), NOT_CARRIED)


def not_carried(sentence: str) -> Response:
    """Of a service whose protocol is unknown too."""
    return Response(f"{sentence}\n", status=NOT_CARRIED)


def _protocol(model: str, request: Request) -> str:
    return determine_request_protocol(get_service_model(model), request.content_type)


def _serialized(model: str, protocol: str, error: ServiceException, status: int) -> Response:
    service = get_service_model(model)
    serializer = get_serializer_class(service.service_name, protocol)(OperationModel({}, service))
    serialized = serializer.serialize(error)
    return Response(serialized["body"], status=status, headers=dict(serialized["headers"]))
