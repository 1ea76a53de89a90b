from collections.abc import Iterator
from contextlib import contextmanager

from tests.server import Server, refused

ID = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"


@contextmanager
def chosen(server: Server, certificate_id: str) -> Iterator[str]:
    """A certificate of a chosen id, by ARN, until the end of the block."""
    acm = server.client("acm")
    arn: str = acm.request_certificate(
        DomainName="staging.example.com",
        SubjectAlternativeNames=["api.example.com"],
        Tags=[{"Key": "_custom_id_", "Value": certificate_id}, {"Key": "Owner", "Value": "theirs"}],
    )["CertificateArn"]
    yield arn
    acm.delete_certificate(CertificateArn=arn)


def test_plain_moto_makes_every_id_up(plain_moto: Server) -> None:
    with chosen(plain_moto, ID) as arn:
        assert not arn.endswith(ID)


def test_makes_a_certificate_under_the_chosen_id(emulator: Server) -> None:
    acm = emulator.client("acm")
    with chosen(emulator, ID) as arn:
        assert arn.endswith(f":certificate/{ID}")
        certificate = acm.describe_certificate(CertificateArn=arn)["Certificate"]
        assert certificate["CertificateArn"] == arn
        assert certificate["Status"] == "ISSUED"
        assert "api.example.com" in certificate["SubjectAlternativeNames"]
        tags = acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]
        assert tags == [{"Key": "Owner", "Value": "theirs"}]


def test_refuses_an_id_that_is_taken(emulator: Server) -> None:
    taken = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8fa"
    with chosen(emulator, taken), refused("ValidationException"), chosen(emulator, taken):
        pass
