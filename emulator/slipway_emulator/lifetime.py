"""When the emulator ends: never later than whoever started it, so that a killed rehearsal leaves no process."""

import os
import signal
import sys
import threading
import time

PARENT_CHECK_SECONDS = 0.25


def end_on_signals() -> None:
    """End at once on SIGTERM and SIGINT: all state is in memory, so there is nothing to put away."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))


def end_with_parent() -> None:
    """End when standard input closes (a pipe held by the parent) or when the parent is gone."""
    parent = os.getppid()
    threading.Thread(target=_end_at_end_of_input, daemon=True).start()
    threading.Thread(target=_end_when_orphaned, args=(parent,), daemon=True).start()


def _end_at_end_of_input() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)


def _end_when_orphaned(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    os._exit(0)
