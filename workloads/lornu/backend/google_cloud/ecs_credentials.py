"""Credentials of the task's role for google-auth, which reads the environment and EC2's metadata but not ECS."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from google.auth.aws import AwsSecurityCredentials, AwsSecurityCredentialsSupplier
from google.auth.exceptions import RefreshError

from backend.google_cloud.ecs_endpoint import NoEcsEndpoint, ecs_endpoint

_log = logging.getLogger(__name__)

# ECS renews its credentials long before they expire; these minutes are for requests that are on their way.
REFRESH_BEFORE_EXPIRY = timedelta(minutes=5)
_TIMEOUT_SECONDS = 2
_PAUSES_SECONDS = (0.1, 0.4)


@dataclass(frozen=True)
class _RoleCredentials:
    credentials: AwsSecurityCredentials
    expiration: datetime


class EcsCredentialsSupplier(AwsSecurityCredentialsSupplier):
    """Keeps the role's credentials until shortly before they expire. google-auth calls it from several threads."""

    def __init__(
        self,
        environ: Mapping[str, str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._environ = environ
        self._now = now
        self._pause = pause
        self._lock = threading.Lock()
        self._cached: _RoleCredentials | None = None

    def get_aws_region(self, context: object, request: object) -> str:
        region = self._environ.get("AWS_REGION") or self._environ.get("AWS_DEFAULT_REGION")
        if not region:
            raise RefreshError("neither AWS_REGION nor AWS_DEFAULT_REGION is set")
        return region

    def get_aws_security_credentials(self, context: object, request: object) -> AwsSecurityCredentials:
        with self._lock:
            if self._cached is None or self._expires_within(self._cached, REFRESH_BEFORE_EXPIRY):
                self._cached = self._renewed(self._cached)
            return self._cached.credentials

    def _renewed(self, cached: _RoleCredentials | None) -> _RoleCredentials:
        """New credentials; the old ones as long as they are good, when there are no new ones."""
        try:
            return self._read()
        except RefreshError:
            if cached is None or self._expires_within(cached, timedelta(0)):
                raise
            _log.warning("credentials of the task's role could not be renewed; the old ones are still good")
            return cached

    def _read(self) -> _RoleCredentials:
        for pause_seconds in (*_PAUSES_SECONDS, None):
            try:
                return self._read_once()
            except (httpx.HTTPError, ValueError, OSError, NoEcsEndpoint) as error:
                if pause_seconds is None or not _may_pass(error):
                    # Not the error's own text: an answer that could not be read may hold the credentials.
                    raise RefreshError(f"credentials of the task's role could not be read: {_cause(error)}") from None
                self._pause(pause_seconds)
        raise AssertionError("the last attempt returns or raises")

    def _read_once(self) -> _RoleCredentials:
        endpoint = ecs_endpoint(self._environ)
        # The address is of this machine alone; a proxy named in the environment must not see it.
        with httpx.Client(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            response = client.get(endpoint.url, headers=endpoint.headers())
        response.raise_for_status()
        return _role_credentials(response.json())

    def _expires_within(self, role: _RoleCredentials, margin: timedelta) -> bool:
        return role.expiration - self._now() <= margin


def _role_credentials(document: Any) -> _RoleCredentials:
    if not isinstance(document, dict):
        raise ValueError("not an object")
    access_key_id, secret, token, expiration = (
        _text(document, name) for name in ("AccessKeyId", "SecretAccessKey", "Token", "Expiration")
    )
    return _RoleCredentials(
        AwsSecurityCredentials(access_key_id, secret, token), datetime.fromisoformat(expiration).astimezone(UTC)
    )


def _text(document: dict[str, Any], name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"no {name}")
    return value


def _may_pass(error: Exception) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == 429 or error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def _cause(error: Exception) -> str:
    match error:
        case NoEcsEndpoint():
            return str(error)
        case httpx.HTTPStatusError():
            return f"the endpoint answered {error.response.status_code}"
        case httpx.HTTPError():
            return f"the endpoint did not answer ({type(error).__name__})"
        case OSError():
            return "the authorization token's file cannot be read"
        case _:
            return "the endpoint's answer is not of the documented form"
