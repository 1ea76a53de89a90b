"""When a service that answered through its load balancer did not: what a rehearsal asks after a change.

`GET /slipway/entrance` answers with

- `services`: `[{"service", "answers", "reason"}, ...]`, as they are now;
- `events`: `[{"sequence", "call", "service", "reason"}, ...]`, each moment at which that changed; without a reason the
  service answers from then on;
- `outages`: `[{"sequence", "service", "reason", "begunBy", "endedBy", "seconds"}, ...]`, the intervals in which one
  that had answered did not; one that goes on has no `endedBy`.

The account is looked at after each call that changes it, so an interval is as long as the calls are apart, and not as
long as it takes in AWS. A service that is being made has not answered yet, and its first minutes are no outage; one
that is deleted is an outage that goes on, which whoever asks may have wanted. What counts is in `reachability`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slipway_emulator.calls import Call
from slipway_emulator.reachability import faults_by_service

ENTRANCE_PATH = "/slipway/entrance"
FOLLOWED_SERVICES = ("acm", "ec2", "ecs", "elasticloadbalancing")
GONE = "the service is gone"


@dataclass(frozen=True)
class Event:
    """A moment at which a service began to answer, ceased to, or had another reason not to."""

    sequence: int
    at: float
    call: str
    service: str
    reason: str | None


class Entrance:
    """What was seen after each call."""

    def __init__(self, account_id: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._account_id = account_id
        self._clock = clock
        self._calls = 0
        self._reasons: dict[str, str | None] = {}
        self._events: list[Event] = []

    def follow(self, call: Call) -> None:
        """Look at the account; called after each call that was answered."""
        self._calls += 1
        if call.service not in FOLLOWED_SERVICES or call.status >= 300:
            return
        self.note(f"{call.service} {call.action}", faults_by_service(self._account_id))

    def note(self, call: str, faults: dict[str, str | None]) -> None:
        """Keep what differs from the moment before."""
        gone = dict.fromkeys(self._reasons.keys() - faults.keys(), GONE)
        now = self._clock()
        for service, reason in sorted((faults | gone).items()):
            if service not in self._reasons or self._reasons[service] != reason:
                self._events.append(Event(self._calls, now, call, service, reason))
                self._reasons[service] = reason

    def report(self) -> dict[str, list[dict[str, Any]]]:
        """As plain data."""
        return {
            "services": [
                {"service": service, "answers": reason is None} | _named(reason=reason)
                for service, reason in sorted(self._reasons.items())
            ],
            "events": [
                {"sequence": event.sequence, "call": event.call, "service": event.service} | _named(reason=event.reason)
                for event in self._events
            ],
            "outages": [outage for service in sorted(self._reasons) for outage in self._outages_of(service)],
        }

    def _outages_of(self, service: str) -> list[dict[str, Any]]:
        outages: list[dict[str, Any]] = []
        answered = False
        begun: Event | None = None
        for event in self._events:
            if event.service != service:
                continue
            if event.reason is None:
                if begun:
                    outages.append(_outage(begun, event.at, event.call))
                answered, begun = True, None
            elif answered and not begun:
                begun = event
        if begun:
            outages.append(_outage(begun, self._clock(), None))
        return outages


def _outage(begun: Event, until: float, ended_by: str | None) -> dict[str, Any]:
    parts = {"sequence": begun.sequence, "service": begun.service, "reason": begun.reason, "begunBy": begun.call}
    return parts | _named(endedBy=ended_by) | {"seconds": round(until - begun.at, 1)}


def _named(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}
