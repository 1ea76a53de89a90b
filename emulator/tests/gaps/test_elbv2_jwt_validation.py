from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gaps.elbv2_setup import create_entrance, forward, https_listener, path
from tests.server import Server, refused

ISSUER = {"Issuer": "https://issuer.example.com", "JwksEndpoint": "https://issuer.example.com/jwks.json"}
CLAIM = {"Name": "aud", "Format": "single-string", "Values": ["agents"]}


def tokens(**config: Any) -> dict[str, Any]:
    return {"Type": "jwt-validation", "Order": 1, "JwtValidationConfig": {**ISSUER, **config}}


def create_rule(server: Server, listener_arn: str, *actions: dict[str, Any]) -> Any:
    return server.client("elbv2").create_rule(
        ListenerArn=listener_arn, Priority=1, Conditions=[path("/a2a")], Actions=list(actions)
    )["Rules"][0]


def test_plain_moto_knows_no_such_action(plain_moto: Server) -> None:
    with create_entrance(plain_moto, "tokens") as entrance, pytest.raises(ClientError):
        create_rule(plain_moto, entrance.listener_arn, tokens(), *forward(entrance.target_group_arn))


def test_keeps_what_is_looked_for_and_reads_back_an_update(emulator: Server) -> None:
    elb = emulator.client("elbv2")
    with create_entrance(emulator, "tokens") as entrance, https_listener(emulator, entrance) as listener_arn:
        last = {**forward(entrance.target_group_arn)[0], "Order": 2}
        rule = create_rule(emulator, listener_arn, tokens(AdditionalClaims=[CLAIM]), last)
        assert rule["Actions"][0] == tokens(AdditionalClaims=[CLAIM])
        elb.modify_rule(RuleArn=rule["RuleArn"], Actions=[tokens(Issuer="https://other.example.com"), last])
        (changed,) = elb.describe_rules(RuleArns=[rule["RuleArn"]])["Rules"]
        assert changed["Actions"][0]["JwtValidationConfig"]["Issuer"] == "https://other.example.com"
        with refused("ValidationError"):
            elb.modify_rule(RuleArn=rule["RuleArn"], Actions=[tokens(JwksEndpoint="http://plain"), last])


def test_refuses_tokens_in_plain_text_and_an_action_that_does_not_answer(emulator: Server) -> None:
    with create_entrance(emulator, "wrong-tokens") as entrance:
        last = {**forward(entrance.target_group_arn)[0], "Order": 2}
        with refused("InvalidLoadBalancerAction", "HTTPS"):
            create_rule(emulator, entrance.listener_arn, tokens(), last)
        with https_listener(emulator, entrance) as listener_arn:
            with refused("InvalidLoadBalancerAction", "last"):
                create_rule(emulator, listener_arn, tokens())
            with refused("ValidationError"):
                create_rule(emulator, listener_arn, tokens(AdditionalClaims=[CLAIM] * 11), last)
