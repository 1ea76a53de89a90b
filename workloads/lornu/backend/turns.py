"""What a conversation is made of."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Turn:
    """One side's words."""

    role: Literal["user", "model"]
    text: str
