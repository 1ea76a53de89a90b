"""Answers that a client did not get.

A client of AWS repeats a call whose answer was lost on the way, under the id of the first try. Where the call makes or
attaches something, the second try then finds it done and fails. A connection to a busy machine's own loopback address
is lost more often than one to AWS, and a rehearsal must not fail for that: the second try gets the first one's answer.
"""

from collections import OrderedDict

from werkzeug.wrappers import Request, Response

KEPT_ANSWERS = 1000
"""A client repeats within seconds."""


class LostAnswers:
    """The latest answers of calls that succeeded, by the id that a client gives all tries of a call."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Response] = OrderedDict()

    def of(self, request: Request) -> Response | None:
        """What an earlier try of the same call was answered, if it succeeded."""
        if request.headers.get("amz-sdk-request", "attempt=1").startswith("attempt=1"):
            return None
        return self._answers.get(_call(request))

    def keep(self, request: Request, answer: Response) -> None:
        """A failure is not kept: to repeat that call is right."""
        call = _call(request)
        if call == "" or answer.status_code >= 300:
            return
        self._answers[call] = answer
        if len(self._answers) > KEPT_ANSWERS:
            self._answers.popitem(last=False)


def _call(request: Request) -> str:
    return request.headers.get("amz-sdk-invocation-id", "")
