"""Starts the program."""

import os
import signal
import sys

import uvicorn
from fastapi import FastAPI

from app.api import create_app
from app.settings import Settings, SettingsFault, read_settings

# What is left after this is for the process to end in, before ECS kills it.
_SECONDS_TO_END = 5


def application() -> FastAPI:
    """What `uvicorn --reload` asks for on a developer's machine."""
    return create_app(read_settings(os.environ))


def server_config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(settings),
        # A task has a network of its own, which its security group guards.
        host="0.0.0.0",  # noqa: S104
        port=settings.port,
        # Longer than the load balancer's: it must never send a request into a connection that is being closed.
        timeout_keep_alive=settings.idle_timeout_seconds + 5,
        timeout_graceful_shutdown=max(1, settings.stop_timeout_seconds - _SECONDS_TO_END),
        server_header=False,
    )


def main() -> int:
    try:
        config = server_config(read_settings(os.environ))
    except SettingsFault as fault:
        print(fault, file=sys.stderr)
        return 1
    # When all is answered uvicorn raises the signal again, for a handler of before: an end as asked is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    uvicorn.Server(config).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
