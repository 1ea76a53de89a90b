"""`python -m backend.main`: reads the environment, listens, and serves until SIGTERM."""

import gc
import os
import sys

from backend.app import create_app
from backend.logs import configure_logs
from backend.server import DrainingServer, listening_socket
from backend.settings import Settings, SettingsError, load_settings
from backend.streams import Streams
from backend.tracing import configure_traces


def main() -> int:
    try:
        return _serve(load_settings(os.environ))
    except SettingsError as error:
        print(*error.lines, sep="\n", file=sys.stderr)
        return 1


def _serve(settings: Settings) -> int:
    configure_logs(settings.log_level, settings.deployment_environment)
    endpoint = settings.otel_exporter_otlp_endpoint
    configure_traces(None if endpoint is None else str(endpoint), settings.deployment_environment)
    try:
        listener = listening_socket(settings.bind_address, settings.port)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        place = f"{settings.bind_address}:{settings.port}"
        remedy = "choose a free port, or another BIND_ADDRESS"
        print(f"backend: PORT: cannot listen on {place}: {reason}; {remedy}", file=sys.stderr)
        return 1
    streams = Streams(settings.maximum_streams)
    server = DrainingServer(create_app(settings, streams=streams), settings, streams)
    # What has been loaded stays: to look through it at the end would take a second or more of the stop timeout.
    gc.freeze()
    server.run(sockets=[listener])
    return 0


if __name__ == "__main__":
    sys.exit(main())
