"""Requests in CBOR, which moto does not read: it gets them in JSON, and its answers are put back.

Smithy 2.0, "Smithy RPC v2 CBOR protocol". Clients of CloudWatch that are made from its newer description speak it, as
Terraform's AWS provider does since 6.0; the services that have it have JSON too.
"""

import io
import json
import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.model import DenormalizedStructureBuilder, Shape
from botocore.parsers import JSONParser, RpcV2CBORParser
from botocore.serialize import RpcV2CBORSerializer
from moto.core.model import ServiceModel
from moto.core.utils import get_service_model
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PROTOCOL = "rpc-v2-cbor"
PATH = re.compile(r"/service/([^/]+)/operation/([^/]+)$")
MODELS = ("cloudwatch", "servicediscovery", "resourcegroupstaggingapi")
NOTHING = b"\xa0"
"""A map without members."""

_ERROR = DenormalizedStructureBuilder().with_members({"__type": {"type": "string"}, "message": {"type": "string"}})


def request_in_json(environ: "WSGIEnvironment", body: bytes) -> tuple["WSGIEnvironment", bytes]:
    """What moto reads; any other request as it is."""
    if environ.get("HTTP_SMITHY_PROTOCOL") != PROTOCOL:
        return environ, body
    target, operation = _asked(environ)
    parameters = RpcV2CBORParser()._initial_body_parse(body) or {}
    text = json.dumps(parameters, default=_plain).encode()
    version = _model(target).metadata["jsonVersion"]
    kept = {name: value for name, value in environ.items() if name != "HTTP_SMITHY_PROTOCOL"}
    return kept | {
        "CONTENT_LENGTH": str(len(text)),
        "CONTENT_TYPE": f"application/x-amz-json-{version}",
        "HTTP_X_AMZ_TARGET": f"{target}.{operation}",
        "PATH_INFO": "/",
        "RAW_URI": "/",
        "wsgi.input": io.BytesIO(text),
    }, text


def answer_as_asked(environ: "WSGIEnvironment", answer: Response) -> Response:
    """In the form of the request, which `environ` is of."""
    if environ.get("HTTP_SMITHY_PROTOCOL") != PROTOCOL:
        return answer
    body = _error(answer) if answer.status_code >= 300 else _result(environ, answer)
    headers = {"smithy-protocol": PROTOCOL}
    return Response(body, status=answer.status_code, headers=headers, mimetype="application/cbor")


def _asked(environ: "WSGIEnvironment") -> tuple[str, str]:
    found = PATH.search(environ["PATH_INFO"])
    return (found.group(1), found.group(2)) if found else ("", "")


@cache
def _model(target: str) -> ServiceModel:
    models = (get_service_model(name) for name in MODELS)
    return next(model for model in models if model.metadata["targetPrefix"] == target)


def _result(environ: "WSGIEnvironment", answer: Response) -> bytes:
    target, operation = _asked(environ)
    shape = _model(target).operation_model(operation).output_shape
    if shape is None:
        return NOTHING
    response = {"headers": {}, "body": answer.get_data() or b"{}", "status_code": answer.status_code}
    values = JSONParser().parse(response, shape)
    del values["ResponseMetadata"]
    return _encoded(values, shape)


def _error(answer: Response) -> bytes:
    error = json.loads(answer.get_data())
    message = error.get("message", error.get("Message", ""))
    return _encoded({"__type": error["__type"], "message": message}, _ERROR.build_model())


def _encoded(values: dict[str, Any], shape: Shape) -> bytes:
    encoded: bytes = RpcV2CBORSerializer()._serialize_body_params(values, shape)
    return encoded


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(f"{value!r} has no form in JSON")
