from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.gaps.elbv2_setup import (
    an_authority,
    authorities,
    create_entrance,
    create_trust_store,
    https_listener,
)
from tests.server import ACCOUNT_ID, REGION, Server, refused

NOT_THERE = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT_ID}:truststore/none/0123456789abcdef"


@contextmanager
def listening(server: Server, name: str, **settings: Any) -> Iterator[str]:
    with create_entrance(server, name) as entrance, https_listener(server, entrance, **settings) as listener_arn:
        yield listener_arn


def asked_by(server: Server, listener_arn: str) -> Any:
    return (
        server.client("elbv2")
        .describe_listeners(ListenerArns=[listener_arn])["Listeners"][0]
        .get("MutualAuthentication")
    )


def test_plain_moto_forgets_it(plain_moto: Server) -> None:
    with listening(plain_moto, "forgets", MutualAuthentication={"Mode": "passthrough"}) as listener_arn:
        assert asked_by(plain_moto, listener_arn) is None


def test_names_each_setting_and_follows_a_change(emulator: Server) -> None:
    elb = emulator.client("elbv2")
    with authorities(emulator, "verified", an_authority()) as bundle, listening(emulator, "verified") as listener_arn:
        assert asked_by(emulator, listener_arn) == {"Mode": "off"}
        verify = {"Mode": "verify", "TrustStoreArn": create_trust_store(emulator, "verified", bundle)}
        elb.modify_listener(ListenerArn=listener_arn, MutualAuthentication=verify)
        named = {**verify, "IgnoreClientCertificateExpiry": False, "AdvertiseTrustStoreCaNames": "off"}
        assert asked_by(emulator, listener_arn) == named
        elb.modify_listener(ListenerArn=listener_arn, Port=8443)
        assert asked_by(emulator, listener_arn) == named
        elb.modify_listener(ListenerArn=listener_arn, MutualAuthentication={"Mode": "off"})
        assert asked_by(emulator, listener_arn) == {"Mode": "off"}
        elb.delete_trust_store(TrustStoreArn=verify["TrustStoreArn"])


def test_refuses_to_verify_by_no_store_or_one_that_is_missing_or_not_ready(emulator: Server) -> None:
    elb = emulator.client("elbv2")
    with authorities(emulator, "unready", an_authority()) as bundle, listening(emulator, "unready") as listener_arn:
        (store,) = elb.create_trust_store(Name="unready", **bundle)["TrustStores"]
        for wrong, code in (
            ({}, "ValidationError"),
            ({"TrustStoreArn": NOT_THERE}, "TrustStoreNotFound"),
            ({"TrustStoreArn": store["TrustStoreArn"]}, "TrustStoreNotReady"),
        ):
            verify = {"Mode": "verify", **wrong}
            with refused(code):
                elb.modify_listener(ListenerArn=listener_arn, MutualAuthentication=verify)
        elb.delete_trust_store(TrustStoreArn=store["TrustStoreArn"])
