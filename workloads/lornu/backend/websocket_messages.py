"""What a client may say over the WebSocket."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json

from backend.answers import Question
from backend.faults import first_fault

_Id = Annotated[str, Field(min_length=1, max_length=128)]


class Ask(Question):
    """A question; the client's id for it comes back with each part of the answer."""

    type: Literal["ask"]
    id: _Id


class Cancel(BaseModel):
    """The answer is no longer wanted."""

    model_config = ConfigDict(strict=True, extra="forbid")

    type: Literal["cancel"]
    id: _Id


class BadMessage(Exception):
    """Not one of the above; with the id of the question, where the client gave one."""

    def __init__(self, message: str, asked: str | None) -> None:
        super().__init__(message)
        self.asked = asked


_message: TypeAdapter[Ask | Cancel] = TypeAdapter(Annotated[Ask | Cancel, Field(discriminator="type")])


def parse_message(text: str | None) -> Ask | Cancel:
    if text is None:
        raise BadMessage("send text, not bytes", None)
    try:
        return _message.validate_json(text)
    except ValidationError as error:
        raise BadMessage(first_fault(error), _asked(text)) from None


def _asked(text: str) -> str | None:
    try:
        message: Any = from_json(text)
    except ValueError:
        return None
    asked = message.get("id") if isinstance(message, dict) else None
    return asked if isinstance(asked, str) else None
