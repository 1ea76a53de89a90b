"""Start the emulator and say on standard output, in one line of JSON, where it listens."""

import json
import os
from pathlib import Path

from slipway_emulator.lifetime import end_on_signals, end_with_parent
from slipway_emulator.options import Options, parse_options


def main() -> None:
    """Serve until the process is told to end or its parent is gone."""
    options = parse_options()
    end_on_signals()
    if not options.detach:
        end_with_parent()
    _set_moto_environment(options)

    # Moto reads its environment while it is imported.
    from slipway_emulator.gaps import registry
    from slipway_emulator.inventory import watch_defaults
    from slipway_emulator.server import make_emulator_server

    if options.gaps_closed:
        registry.close_gaps()
    watch_defaults()
    server = make_emulator_server(
        options.port, options.account_id, access_log=options.access_log, authorizer=options.authorizer
    )
    print(json.dumps({"port": server.port, "pid": os.getpid()}), flush=True)
    server.serve_forever()


def _set_moto_environment(options: Options) -> None:
    """Settings of the machine's own AWS tools must not leak in, nor may moto ever reach the real AWS."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "MOTO_"))]:
        del os.environ[name]
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": options.region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "MOTO_ACCOUNT_ID": options.account_id,
        "MOTO_ACM_VALIDATION_WAIT": "0",
        "MOTO_AMIS_PATH": str(Path(__file__).parent / "images.json"),
    }


if __name__ == "__main__":
    main()
