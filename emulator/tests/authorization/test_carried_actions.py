"""The table holds what is made use of today."""

import json
from pathlib import Path

from slipway_emulator.authorization.services.registry import SERVICES
from slipway_emulator.authorization.services.s3 import BUCKET_ACTIONS

OBSERVED = Path(__file__).parents[3] / "test" / "helpers" / "iam" / "observed-actions.json"


def test_every_action_that_terraforms_provider_was_seen_to_use_is_carried() -> None:
    observed = {action.lower() for actions in json.loads(OBSERVED.read_text()).values() for action in actions}
    carried = {f"{service.iam_prefix}:{operation}".lower() for service in SERVICES for operation in service.operations}
    renamed = {f"s3:{action}".lower() for action in BUCKET_ACTIONS.values()}
    assert observed - carried - renamed == {"budgets:modifybudget", "budgets:viewbudget"}
