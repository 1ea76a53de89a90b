"""What the task is told, by variables that its definition sets."""

from collections.abc import Mapping
from dataclasses import dataclass

_LARGEST_PORT = 65_535


class SettingsFault(Exception):
    """A variable is missing or wrong; the message names it."""


@dataclass(frozen=True)
class Settings:
    """What the program needs to know of the place where it runs."""

    port: int
    environment: str
    idle_timeout_seconds: int
    stop_timeout_seconds: int


def read_settings(variables: Mapping[str, str]) -> Settings:
    """
    Read the variables, of which empty ones count as absent.

    Raises SettingsFault for the first that is missing or wrong.
    """
    return Settings(
        port=_whole_number(variables, "PORT", 8000, most=_LARGEST_PORT),
        environment=variables.get("DEPLOYMENT_ENVIRONMENT") or "local",
        idle_timeout_seconds=_whole_number(variables, "LOAD_BALANCER_IDLE_TIMEOUT_SECONDS", 60, most=4000),
        stop_timeout_seconds=_whole_number(variables, "STOP_TIMEOUT_SECONDS", 30, most=120),
    )


def _whole_number(variables: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    text = variables.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise SettingsFault(f"{name} is {text!r}; use a whole number from 1 to {most}")
    return int(text)
