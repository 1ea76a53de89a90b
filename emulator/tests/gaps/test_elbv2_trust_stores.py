from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.parsers import ResponseParserError

from tests.gaps.elbv2_setup import an_authority, authorities, create_entrance, create_trust_store, https_listener
from tests.server import ACCOUNT_ID, REGION, Server, refused

NOT_THERE = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT_ID}:truststore/none/0123456789abcdef"
PLAIN = b"no certificate"


@contextmanager
def trusted(server: Server, *names: str) -> Iterator[tuple[Any, list[str]]]:
    """A client, and trust stores of these names by ARN."""
    elb = server.client("elbv2")
    with authorities(server, f"authorities-of-{names[0]}", an_authority()) as bundle:
        arns = [create_trust_store(server, name, bundle) for name in names]
        yield elb, arns
        for arn in arns:
            elb.delete_trust_store(TrustStoreArn=arn)


def test_plain_moto_has_none(plain_moto: Server) -> None:
    with authorities(plain_moto, "authorities", an_authority()) as bundle, pytest.raises(ResponseParserError):
        create_trust_store(plain_moto, "agents", bundle)


def test_counts_the_authorities_of_the_bundle_and_of_the_one_that_follows(emulator: Server) -> None:
    elb, former, latter = emulator.client("elbv2"), an_authority(), an_authority()
    with authorities(emulator, "former", former) as bundle, authorities(emulator, "latter", former, latter) as other:
        (made,) = elb.create_trust_store(Name="agents", **bundle)["TrustStores"]
        arn = made["TrustStoreArn"]
        assert made["Status"] == "CREATING"
        elb.modify_trust_store(TrustStoreArn=arn, **other)
        (found,) = elb.describe_trust_stores(TrustStoreArns=[arn])["TrustStores"]
        assert found == made | {"Status": "ACTIVE", "NumberOfCaCertificates": 2}
        elb.delete_trust_store(TrustStoreArn=arn)
    with refused("TrustStoreNotFound"):
        elb.describe_trust_stores(TrustStoreArns=[arn])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"CaCertificatesBundleS3Bucket": "none"}, "CaCertificatesBundleNotFound"),
        ({"CaCertificatesBundleS3Key": "none"}, "CaCertificatesBundleNotFound"),
        ({"CaCertificatesBundleS3Key": "text"}, "InvalidCaCertificatesBundle"),
        ({"Name": "ends-so-"}, "ValidationError"),
        ({"Name": "a" * 33}, "ValidationError"),
        ({"Name": "taken"}, "DuplicateTrustStoreName"),
    ],
)
def test_refuses_a_wrong_bundle_and_a_wrong_name(emulator: Server, change: dict[str, str], code: str) -> None:
    s3 = emulator.client("s3")
    with trusted(emulator, "taken") as (elb, (arn,)):
        s3.put_object(Bucket="authorities-of-taken", Key="text", Body=PLAIN)
        bundle = {"CaCertificatesBundleS3Bucket": "authorities-of-taken", "CaCertificatesBundleS3Key": "ca.pem"}
        with refused(code):
            elb.create_trust_store(**({"Name": "wrong"} | bundle | change))
        if "Name" not in change:
            with refused(code):
                elb.modify_trust_store(TrustStoreArn=arn, **(bundle | change))
        s3.delete_object(Bucket="authorities-of-taken", Key="text")


def test_finds_them_by_name_and_in_pages(emulator: Server) -> None:
    with trusted(emulator, "first", "second", "third") as (elb, arns):
        (named,) = elb.describe_trust_stores(Names=["second"])["TrustStores"]
        assert named["TrustStoreArn"] == arns[1]
        pages = elb.get_paginator("describe_trust_stores").paginate(PageSize=2)
        assert [[store["TrustStoreArn"] for store in page["TrustStores"]] for page in pages] == [arns[:2], arns[2:]]
        with refused("TrustStoreNotFound"):
            elb.describe_trust_stores(Names=["second", "fourth"])


def test_has_the_tags_that_it_is_made_with_and_gets(emulator: Server) -> None:
    elb = emulator.client("elbv2")
    with authorities(emulator, "tagged-authorities", an_authority()) as bundle:
        arn = create_trust_store(emulator, "tagged", bundle, Tags=[{"Key": "Owner", "Value": "platform"}])
        elb.add_tags(ResourceArns=[arn], Tags=[{"Key": "Environment", "Value": "staging"}])
        elb.remove_tags(ResourceArns=[arn], TagKeys=["Owner"])
        (described,) = elb.describe_tags(ResourceArns=[arn])["TagDescriptions"]
        assert described["Tags"] == [{"Key": "Environment", "Value": "staging"}]
        elb.delete_trust_store(TrustStoreArn=arn)
    with refused("TrustStoreNotFound"):
        elb.add_tags(ResourceArns=[NOT_THERE], Tags=[{"Key": "Owner", "Value": "platform"}])


def test_stays_while_a_listener_verifies_its_clients_by_it(emulator: Server) -> None:
    with trusted(emulator, "in-use") as (elb, (arn,)), create_entrance(emulator, "in-use") as entrance:
        verify = {"Mode": "verify", "TrustStoreArn": arn}
        with https_listener(emulator, entrance, MutualAuthentication=verify) as listener_arn:
            associated = elb.describe_trust_store_associations(TrustStoreArn=arn)["TrustStoreAssociations"]
            assert associated == [{"ResourceArn": listener_arn}]
            with refused("TrustStoreInUse", "is currently in use by a listener"):
                elb.delete_trust_store(TrustStoreArn=arn)
        assert elb.describe_trust_store_associations(TrustStoreArn=arn)["TrustStoreAssociations"] == []


@pytest.mark.parametrize("operation", ["delete_trust_store", "describe_trust_store_associations"])
def test_refuses_to_speak_of_one_that_is_not_there(emulator: Server, operation: str) -> None:
    with refused("TrustStoreNotFound"):
        getattr(emulator.client("elbv2"), operation)(TrustStoreArn=NOT_THERE)
