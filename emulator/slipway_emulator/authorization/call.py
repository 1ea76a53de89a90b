"""A call as IAM judges it: an action on one resource, with what is known of both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Facts = dict[str, str | list[str]]
"""Values by condition key."""

MadeBy = Literal["request", "in the caller's name"]


@dataclass(frozen=True)
class Resource:
    """What a call is on; without tags where it is not made yet, or cannot be found."""

    arn: str
    tags: Mapping[str, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    key_policy: str | None = None
    """Document of a KMS key, which decides before the policies of roles."""


EVERYTHING = Resource("*")
"""Of actions that AWS narrows to no resource."""


@dataclass(frozen=True)
class Call:
    """One of those that a request consists of."""

    action: str
    resource: str
    facts: Facts
    made_by: MadeBy = "request"
    key_policy: str | None = None

    def as_json(self) -> dict[str, Any]:
        """In the form in which the authorizer is asked."""
        return {
            "action": self.action,
            "resources": [self.resource],
            "context": self.facts,
            "madeBy": self.made_by,
            **({"keyPolicy": json.loads(self.key_policy)} if self.key_policy else {}),
        }
