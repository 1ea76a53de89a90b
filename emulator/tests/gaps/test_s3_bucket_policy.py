import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.server import Server, refused

BUCKET = "guarded-uploads"
ARN = f"arn:aws:s3:::{BUCKET}"
TLS_ONLY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [ARN, f"{ARN}/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
TO_EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{ARN}/*"}


@contextmanager
def create_bucket(server: Server) -> Iterator[Any]:
    s3 = server.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    yield s3
    s3.delete_bucket(Bucket=BUCKET)


def put(s3: Any, *statements: Any) -> None:
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))


@pytest.fixture
def s3(emulator: Server) -> Iterator[Any]:
    with create_bucket(emulator) as client:
        yield client


def test_plain_moto_keeps_anything_and_refuses_objects(plain_moto: Server) -> None:
    with create_bucket(plain_moto) as s3:
        put(s3, TLS_ONLY)
        with refused("403"):
            s3.put_object(Bucket=BUCKET, Key="report", Body=b"lines")
        s3.put_bucket_policy(Bucket=BUCKET, Policy="nonsense")
        s3.delete_bucket_policy(Bucket=BUCKET)


def test_keeps_a_policy_that_demands_tls_and_its_objects(s3: Any) -> None:
    put(s3, TLS_ONLY)
    s3.put_object(Bucket=BUCKET, Key="report", Body=b"lines")
    assert s3.get_object(Bucket=BUCKET, Key="report")["Body"].read() == b"lines"
    assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])["Statement"] == [TLS_ONLY]
    s3.delete_object(Bucket=BUCKET, Key="report")


def test_reads_back_an_update_and_applies_what_has_no_condition(s3: Any) -> None:
    put(s3, TLS_ONLY)
    no_writing = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"{ARN}/*"}
    put(s3, TLS_ONLY, no_writing)
    assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])["Statement"] == [TLS_ONLY, no_writing]
    with refused("403"):
        s3.put_object(Bucket=BUCKET, Key="report", Body=b"lines")


@pytest.mark.parametrize(
    "policy",
    [
        "nonsense",
        "[]",
        "{}",
        json.dumps({"Statement": [{"Effect": "Deny"}]}),
        json.dumps({"Statement": [TO_EVERYBODY | {"Resource": "arn:aws:s3:::other/*"}]}),
        json.dumps({"Statement": TO_EVERYBODY | {"Resource": [ARN, f"{ARN}-other"]}}),
    ],
)
def test_refuses_what_is_no_policy_of_the_bucket(s3: Any, policy: str) -> None:
    with refused("MalformedPolicy"):
        s3.put_bucket_policy(Bucket=BUCKET, Policy=policy)
    with refused("NoSuchBucketPolicy"):
        s3.get_bucket_policy(Bucket=BUCKET)


def test_refuses_to_let_everybody_in_where_that_is_blocked(s3: Any) -> None:
    put(s3, TO_EVERYBODY)
    s3.put_public_access_block(Bucket=BUCKET, PublicAccessBlockConfiguration={"BlockPublicPolicy": True})
    with refused("AccessDenied"):
        put(s3, TO_EVERYBODY)
    put(s3, TLS_ONLY, TO_EVERYBODY | {"Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}})
