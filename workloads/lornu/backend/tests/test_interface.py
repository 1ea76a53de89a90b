import json

from backend.settings import load_settings
from backend.tests.interface import INTERFACE_FILE, interface
from backend.tests.processes import WORKLOAD_FOLDER

PROJECT_FOLDER = WORKLOAD_FOLDER.parent.parent
SECRETS = {
    "GEMINI_API_KEY": "key-of-the-language-model",
    "GCP_SERVICE_ACCOUNT_KEY": json.dumps(
        {"type": "service_account", "client_email": "agent", "private_key": "key", "token_uri": "https://example.com"}
    ),
}


def test_is_written_down_for_those_who_compare_the_task_with_it() -> None:
    assert INTERFACE_FILE.read_text() == interface(), "meant so? `python -m backend.tests.interface` writes it anew"


def test_accepts_what_the_staging_task_sets() -> None:
    stack = json.loads((PROJECT_FOLDER / "test/golden/cloud/staging.json").read_text())
    (task,) = stack["resource"]["aws_ecs_task_definition"].values()
    (container,) = json.loads(task["container_definitions"])
    environ = {variable["name"]: variable["value"] for variable in container["environment"]}
    secrets = {secret["name"]: SECRETS[secret["name"]] for secret in container["secrets"]}

    settings = load_settings(environ | secrets)

    assert settings.port == container["portMappings"][0]["containerPort"]
    assert settings.stop_timeout_seconds == container["stopTimeout"]
    assert settings.deployment_environment == "staging"
