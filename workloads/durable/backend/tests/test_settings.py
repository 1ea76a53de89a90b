import pytest

from app.main import main, server_config
from app.settings import Settings, SettingsFault, read_settings


def test_reads_what_the_task_is_told() -> None:
    told = {
        "PORT": "8001",
        "DEPLOYMENT_ENVIRONMENT": "durable-dev",
        "LOAD_BALANCER_IDLE_TIMEOUT_SECONDS": "90",
        "STOP_TIMEOUT_SECONDS": "40",
    }
    assert read_settings(told) == Settings(8001, "durable-dev", 90, 40)


def test_runs_on_a_machine_that_says_nothing() -> None:
    assert read_settings({"DEPLOYMENT_ENVIRONMENT": ""}) == Settings(8000, "local", 60, 30)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5", "٨٠٠٠"])
def test_refuses_what_is_no_port(port: str) -> None:
    with pytest.raises(SettingsFault, match=r"PORT is .*; use a whole number from 1 to 65535"):
        read_settings({"PORT": port})


def test_ends_with_the_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PORT", "none")
    assert main() == 1
    assert "PORT is 'none'" in capsys.readouterr().err


def test_keeps_connections_longer_than_the_load_balancer() -> None:
    config = server_config(Settings(8000, "local", 60, 30))
    assert (config.timeout_keep_alive, config.timeout_graceful_shutdown) == (65, 25)
