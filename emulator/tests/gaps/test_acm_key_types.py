from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.gaps.certificates import PrivateKey, self_signed
from tests.server import Server, refused


@contextmanager
def imported(server: Server, key: PrivateKey) -> Iterator[str]:
    """A certificate that was imported, by ARN."""
    acm = server.client("acm")
    arn: str = acm.import_certificate(
        Certificate=self_signed(key, "imported.example.com"),
        PrivateKey=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )["CertificateArn"]
    yield arn
    acm.delete_certificate(CertificateArn=arn)


def listed(server: Server, *key_types: str) -> list[str]:
    asked_for = {"Includes": {"keyTypes": list(key_types)}} if key_types else {}
    answer = server.client("acm").list_certificates(CertificateStatuses=["ISSUED"], **asked_for)
    assert {certificate["Type"] for certificate in answer["CertificateSummaryList"]} <= {"IMPORTED"}
    return [certificate["CertificateArn"] for certificate in answer["CertificateSummaryList"]]


def test_plain_moto_lists_keys_that_were_not_asked_for(plain_moto: Server) -> None:
    with imported(plain_moto, ec.generate_private_key(ec.SECP256R1())) as arn:
        assert listed(plain_moto) == [arn]


def test_lists_an_rsa_key_of_2048_bits_unasked_and_another_where_it_is_asked_for(emulator: Server) -> None:
    with (
        imported(emulator, rsa.generate_private_key(65537, 2048)) as usual,
        imported(emulator, ec.generate_private_key(ec.SECP256R1())) as curve,
    ):
        assert listed(emulator) == [usual]
        assert listed(emulator, "EC_prime256v1") == [curve]
        assert listed(emulator, "RSA_2048", "EC_prime256v1") == [usual, curve]


def test_lists_a_certificate_until_it_is_deleted(emulator: Server) -> None:
    with imported(emulator, rsa.generate_private_key(65537, 2048)) as arn:
        assert listed(emulator) == [arn]
    assert listed(emulator) == []


@pytest.mark.parametrize("key_type", ["EC_unknown", "rsa"])
def test_refuses_an_unknown_kind(emulator: Server, key_type: str) -> None:
    with refused("ValidationException"):
        listed(emulator, key_type)
