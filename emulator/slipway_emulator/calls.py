"""The calls that were answered last: what a rehearsal says when it waits for a resource that does not come.

`GET /slipway/calls?last=N` answers `[{"service", "action", "status", "secondsAgo"}, ...]`, the latest first.
"""

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qs

from werkzeug.wrappers import Request

CALLS_PATH = "/slipway/calls"
KEPT_CALLS = 1000

CREDENTIAL_SCOPE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/")
FORM = "application/x-www-form-urlencoded"
OPERATION_IN_PATH = re.compile(r"/service/[^/]+/operation/([^/]+)$")


@dataclass(frozen=True)
class Call:
    """What was asked of whom, what was answered, and when by the clock of this process."""

    service: str
    action: str
    status: int
    answered_at: float


class Calls:
    """The latest answers, whether they were good or not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._calls: deque[Call] = deque(maxlen=KEPT_CALLS)

    def keep(self, request: Request, body: bytes, status: int) -> Call:
        """Remember one; called when it was answered."""
        call = Call(_service(request), _action(request, body), status, self._clock())
        self._calls.appendleft(call)
        return call

    def last(self, count: int) -> list[dict[str, str | int | float]]:
        """As plain data, the latest first."""
        now = self._clock()
        return [
            {
                "service": call.service,
                "action": call.action,
                "status": call.status,
                "secondsAgo": round(now - call.answered_at, 1),
            }
            for call in islice(self._calls, count)
        ]


def _service(request: Request) -> str:
    """The one that the request is signed for, or else the host."""
    signed_for = CREDENTIAL_SCOPE.search(request.headers.get("Authorization", ""))
    return signed_for.group(1) if signed_for else request.host


def _action(request: Request, body: bytes) -> str:
    """Method and path for a service whose actions have no name in the request."""
    in_path = OPERATION_IN_PATH.search(request.path)
    if in_path:
        return in_path.group(1)
    target = request.headers.get("X-Amz-Target")
    if target:
        return target.rpartition(".")[2]
    named = parse_qs(body.decode("ascii", "replace")).get("Action") if request.mimetype == FORM else None
    return named[0] if named else f"{request.method} {request.path}"
