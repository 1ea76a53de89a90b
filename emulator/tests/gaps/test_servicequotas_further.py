from typing import Any

import pytest

from tests.server import Server, refused

FURTHER = (("ec2", "L-0263D0A3", 5.0), ("fargate", "L-3032A538", 6.0))


def quota(server: Server, service: str, code: str) -> Any:
    return server.client("service-quotas").get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]


@pytest.mark.parametrize(("service", "code", "value"), FURTHER)
def test_plain_moto_knows_none(plain_moto: Server, service: str, code: str, value: float) -> None:
    del value
    with refused("NoSuchResourceException"):
        quota(plain_moto, service, code)


@pytest.mark.parametrize(("service", "code", "value"), FURTHER)
def test_answers_with_what_every_account_has(emulator: Server, service: str, code: str, value: float) -> None:
    assert quota(emulator, service, code)["Value"] == value


def test_still_knows_the_others_and_refuses_unknown_ones(emulator: Server) -> None:
    assert quota(emulator, "vpc", "L-F678F1CE")["Value"] > 0
    with refused("NoSuchResourceException"):
        quota(emulator, "ec2", "L-00000000")
