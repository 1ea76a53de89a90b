"""A request by the names of its service's own model."""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from moto.backends import get_backend
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model

from slipway_emulator.authorization.tags import tags_in

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")
TAG_PARAMETERS = ("Tags", "tags", "ResourceTags", "resourceTags")
TAG_KEY_PARAMETERS = ("TagKeys", "tagKeys", "ResourceTagKeys")
GLOBAL = "aws"
"""Moto's region of services that have none."""


@dataclass(frozen=True)
class Signature:
    """What a request says of who sends it where."""

    access_key: str
    region: str
    service: str


@dataclass(frozen=True)
class ApiRequest:
    """One operation of a service with its parameters, as the service's model names them."""

    service: str
    """IAM's name of it, which its actions begin with."""
    operation: str
    parameters: Mapping[str, Any]
    account_id: str
    region: str

    @property
    def tags(self) -> dict[str, str]:
        """That the request brings."""
        return next((tags_in(self.parameters[name]) for name in TAG_PARAMETERS if self.parameters.get(name)), {})

    @property
    def tag_keys(self) -> list[str]:
        """Of the tags that the request brings or takes away."""
        return [*self.tags, *self.texts(*TAG_KEY_PARAMETERS)]

    def texts(self, *names: str) -> Iterable[str]:
        """Values of parameters that hold a text or several; those that are absent are left out."""
        for name in names:
            value = self.parameters.get(name) or []
            yield from [value] if isinstance(value, str) else value

    def arn(self, resource: str, service: str | None = None) -> str:
        """Of what lies in the caller's own account and the request's region."""
        return f"arn:aws:{service or self.service}:{self.region}:{self.account_id}:{resource}"

    def moto(self, service: str, region: str | None = None) -> Any:
        """Moto's state of a service."""
        return get_backend(cast(Any, service))[self.account_id][region or self.region]


def signature_of(environ: "WSGIEnvironment") -> Signature | None:
    """None for a request that nobody signed."""
    signed = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
    return Signature(*signed.groups()) if signed else None


def parse_request(model: str, environ: "WSGIEnvironment", body: bytes) -> tuple[str, Mapping[str, Any]]:
    """Operation and parameters, by moto's own routers and parsers of each protocol; `NotFound` for no operation."""
    request = Request({**environ, "wsgi.input": io.BytesIO(body)})
    operation, in_path = get_service_router(model).match(request)
    protocol = determine_request_protocol(get_service_model(model), request.content_type)
    if protocol not in PROTOCOL_PARSERS:
        raise NotImplementedError(f"moto cannot read requests in {protocol}, in which {model} was asked")
    parameters = PROTOCOL_PARSERS[protocol](operation).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": body,
            "url_path": request.path,
            "url_params": in_path,
        }
    )
    return operation.name, parameters
