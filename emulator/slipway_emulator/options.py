"""The command line."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """What a start of the emulator can choose."""

    port: int
    account_id: str
    region: str
    detach: bool
    access_log: bool
    gaps_closed: bool
    authorizer: str | None


def parse_options(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line; argparse ends the process with exit code 2 on a wrong one."""
    parser = ArgumentParser(
        prog="python -m slipway_emulator", description="AWS emulator, on the loopback address only."
    )
    parser.add_argument("--port", type=_port, default=0, help="0, the default: the system chooses a free one")
    parser.add_argument("--account-id", type=_account_id, default="123456789012", help="12 digits")
    parser.add_argument("--region", default="us-east-1", help="region of calls made without one")
    parser.add_argument(
        "--detach",
        action="store_true",
        help="outlive the parent process; otherwise the emulator ends when its parent or its standard input does",
    )
    parser.add_argument("--access-log", action="store_true", help="one line per request on standard error")
    parser.add_argument(
        "--plain", action="store_true", help="moto as it is, without Slipway's extensions (to show that a gap exists)"
    )
    parser.add_argument(
        "--authorizer", metavar="URL", help="ask it before each call whether IAM allows that; otherwise all are allowed"
    )
    parsed = parser.parse_args(arguments)
    return Options(
        port=parsed.port,
        account_id=parsed.account_id,
        region=parsed.region,
        detach=parsed.detach,
        access_log=parsed.access_log,
        gaps_closed=not parsed.plain,
        authorizer=parsed.authorizer,
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def _account_id(text: str) -> str:
    if len(text) != 12 or not text.isascii() or not text.isdigit():
        raise ValueError(text)
    return text
