"""Google and the credentials endpoint of ECS, on loopback."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from backend.fakes.google import PROVIDER, SERVICE_ACCOUNT, FakeGoogle
from backend.fakes.loopback import served
from backend.google_cloud.endpoints import GoogleEndpoints
from backend.settings import Settings, load_settings
from backend.tests.google_cloud.ecs import FakeEcs


@dataclass(frozen=True)
class Google:
    fake: FakeGoogle
    address: str

    @property
    def endpoints(self) -> GoogleEndpoints:
        return GoogleEndpoints(sts_token_url=f"{self.address}/v1/token", iam_credentials_url=self.address)

    def settings_with_key(self) -> Settings:
        return _settings({"GCP_SERVICE_ACCOUNT_KEY": self.fake.service_account_key(self.address)})


@dataclass(frozen=True)
class Ecs:
    fake: FakeEcs
    environ: dict[str, str]


@pytest.fixture
def google() -> Iterator[Google]:
    fake = FakeGoogle()
    with served(fake.app()) as address:
        yield Google(fake, address)


@pytest.fixture
def ecs() -> Iterator[Ecs]:
    fake = FakeEcs()
    with served(fake.app()) as address:
        environ = {"AWS_REGION": "eu-central-1", "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{address}/v2/credentials/1"}
        yield Ecs(fake, environ)


@pytest.fixture
def federated_settings() -> Settings:
    return _settings({"GCP_WORKLOAD_IDENTITY_AUDIENCE": PROVIDER, "GCP_SERVICE_ACCOUNT_EMAIL": SERVICE_ACCOUNT})


@pytest.fixture
def settings_without_access() -> Settings:
    return _settings({})


def _settings(environment: dict[str, str]) -> Settings:
    return load_settings({"GEMINI_API_KEY": "test-key"} | environment)
