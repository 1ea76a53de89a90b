import socket

from backend.tests.conftest import StartBackend
from backend.tests.processes import GEMINI_API_KEY, run_to_end


def test_does_not_start_without_a_key_and_says_so_in_one_line() -> None:
    ended = run_to_end({})
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "backend: GEMINI_API_KEY: is not set; set it to the key of the Gemini API\n"


def test_does_not_start_with_a_malformed_key_and_does_not_show_it() -> None:
    ended = run_to_end({"GEMINI_API_KEY": f"{GEMINI_API_KEY}\n"})
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("backend: GEMINI_API_KEY: has white space")
    assert GEMINI_API_KEY not in ended.stderr


def test_does_not_start_on_a_port_that_is_taken() -> None:
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run_to_end({"GEMINI_API_KEY": GEMINI_API_KEY, "PORT": str(port)})
    assert ended.returncode == 1
    assert ended.stderr == (
        f"backend: PORT: cannot listen on 0.0.0.0:{port}: Address already in use; "
        "choose a free port, or another BIND_ADDRESS\n"
    )


def test_listens_where_it_is_told_to_and_nowhere_else(start_backend: StartBackend) -> None:
    backend = start_backend(BIND_ADDRESS="127.0.0.1")
    with socket.socket() as client:
        client.settimeout(1)
        assert client.connect_ex(("127.0.0.2", backend.port)) != 0


def test_ends_with_nothing_to_complain_about(start_backend: StartBackend) -> None:
    backend = start_backend()
    assert backend.stop() == 0
    assert [line["message"] for line in backend.logs()] == ["listening", "draining", "drained"]
