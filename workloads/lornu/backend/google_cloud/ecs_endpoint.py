"""Where a task reads the credentials of its role, as ECS says it in the task's environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

_ECS_ADDRESS = "http://169.254.170.2"
# Elsewhere plain HTTP would hand the role to whoever listens on the way: the rule of the AWS SDKs.
_PLAIN_HTTP_HOSTS = frozenset({"127.0.0.1", "::1", "localhost", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"})


class NoEcsEndpoint(Exception):
    """The environment does not say where credentials are, or says it in a way that must not be followed."""


@dataclass(frozen=True)
class EcsEndpoint:
    """Address of the credentials, and what has to be shown for them."""

    url: str
    token: str | None = None
    token_file: Path | None = None

    def headers(self) -> dict[str, str]:
        """The file is read each time: its content is replaced while the task runs."""
        token = self.token if self.token_file is None else self.token_file.read_text().strip()
        if token is None:
            return {}
        if "\n" in token or "\r" in token:
            raise NoEcsEndpoint("the authorization token has more than one line")
        return {"authorization": token}


def ecs_endpoint(environ: Mapping[str, str]) -> EcsEndpoint:
    if relative := environ.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"):
        return EcsEndpoint(f"{_ECS_ADDRESS}{relative}")
    url = environ.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")
    if not url:
        raise NoEcsEndpoint("neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor _FULL_URI is set: not a task of ECS")
    if not _is_safe(httpx.URL(url)):
        raise NoEcsEndpoint("AWS_CONTAINER_CREDENTIALS_FULL_URI is plain HTTP to another host")
    file = environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    return EcsEndpoint(url, environ.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"), Path(file) if file else None)


def _is_safe(url: httpx.URL) -> bool:
    return url.scheme == "https" or (url.scheme == "http" and url.host in _PLAIN_HTTP_HOSTS)
