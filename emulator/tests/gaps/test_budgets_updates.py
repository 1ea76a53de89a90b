from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gaps.budgets_setup import NOTIFICATION, SUBSCRIBERS, create_budget
from tests.server import ACCOUNT_ID, Server, refused

TOPIC = {"SubscriptionType": "SNS", "Address": f"arn:aws:sns:us-east-1:{ACCOUNT_ID}:alerts"}
OTHER_TOPIC = TOPIC | {"Address": f"arn:aws:sns:us-east-1:{ACCOUNT_ID}:others"}


def budget(name: str, **settings: Any) -> dict[str, Any]:
    limit = {"Amount": "500", "Unit": "USD"}
    return {"BudgetName": name, "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": limit, **settings}


def update(server: Server, **new: Any) -> None:
    server.client("budgets").update_budget(AccountId=ACCOUNT_ID, NewBudget=new)


def subscribers(server: Server, name: str) -> Any:
    told = {"AccountId": ACCOUNT_ID, "BudgetName": name, "Notification": NOTIFICATION}
    return server.client("budgets").describe_subscribers_for_notification(**told)["Subscribers"]


def test_plain_moto_cannot_change_a_budget_and_takes_any(plain_moto: Server) -> None:
    create_budget(plain_moto, "changed")
    with pytest.raises(ClientError) as caught:
        update(plain_moto, **budget("changed"))
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    wrong = budget("any", BudgetLimit={"Amount": "1", "Unit": "POINTS"}, CostFilters={"Colour": ["red"]})
    plain_moto.client("budgets").create_budget(AccountId=ACCOUNT_ID, Budget=wrong)


def test_reads_back_an_update_and_keeps_who_is_told(emulator: Server) -> None:
    create_budget(emulator, "updated")
    client = emulator.client("budgets")
    before = client.describe_budget(AccountId=ACCOUNT_ID, BudgetName="updated")["Budget"]
    update(emulator, **budget("updated", CostFilters={"Service": ["Amazon Simple Storage Service"]}))
    after = client.describe_budget(AccountId=ACCOUNT_ID, BudgetName="updated")["Budget"]
    assert after["BudgetLimit"]["Amount"] == "500"
    assert after["CostFilters"] == {"Service": ["Amazon Simple Storage Service"]}
    assert after["TimePeriod"] == before["TimePeriod"]
    assert subscribers(emulator, "updated") == SUBSCRIBERS


@pytest.mark.parametrize(
    "wrong",
    [{"BudgetLimit": {"Amount": "1", "Unit": "POINTS"}}, {"CostFilters": {"Colour": ["red"]}}],
    ids=["unit", "filter"],
)
def test_refuses_an_unknown_unit_and_filter(emulator: Server, wrong: dict[str, Any]) -> None:
    create_budget(emulator, f"right-{next(iter(wrong))}")
    with refused("InvalidParameterException"):
        emulator.client("budgets").create_budget(AccountId=ACCOUNT_ID, Budget=budget("wrong", **wrong))
    with refused("InvalidParameterException"):
        update(emulator, **budget(f"right-{next(iter(wrong))}", **wrong))
    with refused("NotFoundException"):
        update(emulator, **budget("none"))


def test_refuses_a_second_topic(emulator: Server) -> None:
    client = emulator.client("budgets")
    notifications = [{"Notification": NOTIFICATION, "Subscribers": [TOPIC, OTHER_TOPIC]}]
    with refused("CreationLimitExceededException"):
        client.create_budget(AccountId=ACCOUNT_ID, Budget=budget("topics"), NotificationsWithSubscribers=notifications)
    create_budget(emulator, "topics")
    told = {"AccountId": ACCOUNT_ID, "BudgetName": "topics", "Notification": NOTIFICATION}
    client.create_subscriber(**told, Subscriber=TOPIC)
    with refused("CreationLimitExceededException"):
        client.create_subscriber(**told, Subscriber=OTHER_TOPIC)
    client.update_subscriber(**told, OldSubscriber=TOPIC, NewSubscriber=OTHER_TOPIC)
    assert subscribers(emulator, "topics") == [*SUBSCRIBERS, OTHER_TOPIC]
    client.delete_subscriber(**told, Subscriber=OTHER_TOPIC)
    with refused("NotFoundException"):
        client.delete_subscriber(**told, Subscriber=OTHER_TOPIC)
    assert subscribers(emulator, "topics") == SUBSCRIBERS


def test_reads_back_another_threshold(emulator: Server) -> None:
    create_budget(emulator, "threshold")
    changed = NOTIFICATION | {"Threshold": 90.0}
    told = {"AccountId": ACCOUNT_ID, "BudgetName": "threshold"}
    client = emulator.client("budgets")
    client.update_notification(**told, OldNotification=NOTIFICATION, NewNotification=changed)
    assert client.describe_notifications_for_budget(**told)["Notifications"] == [changed]
    with refused("NotFoundException"):
        client.update_notification(**told, OldNotification=NOTIFICATION, NewNotification=changed)
