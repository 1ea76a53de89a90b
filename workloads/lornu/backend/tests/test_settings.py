import json

import pytest

from backend.settings import SettingsError, load_settings

_AUDIENCE = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/staging"
_EMAIL = "backend@lornu.iam.gserviceaccount.com"
_KEY = json.dumps({"type": "service_account", "client_email": _EMAIL, "private_key": "k", "token_uri": "u"})
_NEEDED = {"GEMINI_API_KEY": "AIza-key"}
_FIRESTORE = _NEEDED | {
    "GOOGLE_CLOUD_PROJECT": "lornu",
    "FIRESTORE_DATABASE": "staging",
    "GCP_SERVICE_ACCOUNT_KEY": _KEY,
    "DEPLOYMENT_ENVIRONMENT": "staging",
}


def faults(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as error:
        load_settings(environ)
    return error.value.lines


def test_needs_a_key_of_the_language_model_and_nothing_else() -> None:
    settings = load_settings(_NEEDED)
    assert settings.gemini_api_key.get_secret_value() == "AIza-key"
    assert (settings.port, settings.deployment_environment, settings.maximum_streams) == (8080, "local", 1000)


@pytest.mark.parametrize("environ", [{}, {"GEMINI_API_KEY": ""}])
def test_says_that_the_key_is_missing(environ: dict[str, str]) -> None:
    assert faults(environ) == ["backend: GEMINI_API_KEY: is not set; set it to the key of the Gemini API"]


@pytest.mark.parametrize("key", ["AIza-key\n", "AIza key", "AIza-\u2026", "AIza\tkey"])
def test_refuses_a_key_that_no_header_can_carry(key: str) -> None:
    assert faults({"GEMINI_API_KEY": key}) == [
        "backend: GEMINI_API_KEY: has white space or other characters that no key has; "
        "set it to the key of the Gemini API"
    ]


def test_names_every_fault_at_once() -> None:
    environ = {"PORT": "http", "LOG_LEVEL": "loud", "GEMINI_MODEL": "models/../x", "MAXIMUM_STREAMS": "0"}
    assert [line.split(":")[1].strip() for line in faults(environ)] == [
        "PORT",
        "GEMINI_API_KEY",
        "GEMINI_MODEL",
        "MAXIMUM_STREAMS",
        "LOG_LEVEL",
    ]


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a service account's key"),
        ('{"type": "authorized_user"}', "is not a service account's key"),
        ('{"type": "service_account", "client_email": "x"}', "lacks private_key, token_uri"),
    ],
)
def test_refuses_a_malformed_key_of_a_service_account(key: str, problem: str) -> None:
    assert faults(_FIRESTORE | {"GCP_SERVICE_ACCOUNT_KEY": key}) == [
        f"backend: GCP_SERVICE_ACCOUNT_KEY: {problem}; set it to the JSON of a service account's key"
    ]


def test_never_shows_a_secret() -> None:
    canary = "the canary in the coal mine"
    lines = faults({"GEMINI_API_KEY": canary, "GCP_SERVICE_ACCOUNT_KEY": canary, "PORT": canary})
    assert len(lines) == 3
    assert not any("canary" in line for line in lines)
    assert "AIza-key" not in repr(load_settings(_NEEDED))


@pytest.mark.parametrize("name", ["GOOGLE_CLOUD_PROJECT", "FIRESTORE_DATABASE"])
def test_needs_project_and_database_together(name: str) -> None:
    (line,) = faults(_NEEDED | {name: "staging"})
    assert line.endswith("set all of GOOGLE_CLOUD_PROJECT, FIRESTORE_DATABASE, or none")


@pytest.mark.parametrize("database", ["(default)", "default"])
def test_refuses_the_database_that_the_project_shares(database: str) -> None:
    assert faults(_FIRESTORE | {"FIRESTORE_DATABASE": database}) == [
        "backend: FIRESTORE_DATABASE: the default database is shared by the whole project; "
        "use a database of this environment alone"
    ]


@pytest.mark.parametrize("database", ["production", "prod", "lornu-prd", "live-data"])
def test_refuses_a_production_database_outside_production(database: str) -> None:
    assert faults(_FIRESTORE | {"FIRESTORE_DATABASE": database}) == [
        f"backend: FIRESTORE_DATABASE: {database} calls itself a production database, and staging is not production; "
        "use a database of this environment alone"
    ]
    named = _FIRESTORE | {"FIRESTORE_DATABASE": database, "DEPLOYMENT_ENVIRONMENT": "production"}
    assert len(faults(named)) == 1
    production = named | {"DEPLOYMENT_ENVIRONMENT": "shop", "DEPLOYMENT_PRODUCTION": "true"}
    assert load_settings(production).firestore_database == database


def test_needs_exactly_one_way_into_firestore() -> None:
    without = {name: value for name, value in _FIRESTORE.items() if name != "GCP_SERVICE_ACCOUNT_KEY"}
    federation = {"GCP_WORKLOAD_IDENTITY_AUDIENCE": _AUDIENCE, "GCP_SERVICE_ACCOUNT_EMAIL": _EMAIL}
    assert "without credentials" in faults(without)[0]
    assert "keep one of the two" in faults(_FIRESTORE | federation)[0]
    assert load_settings(without | federation).gcp_workload_identity_audience == _AUDIENCE
    assert load_settings(without | {"FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"}).firestore_database == "staging"


def test_needs_all_of_a_token_issuer_or_none_and_no_certificates_beside() -> None:
    issuer = {
        "A2A_ISSUER": "https://issuer.lornu.ai",
        "A2A_JWKS_URL": "https://issuer.lornu.ai/keys",
        "A2A_AUDIENCE": "https://staging.lornu.ai",
    }
    assert faults(_NEEDED | {"A2A_ISSUER": "x"}) == [
        "backend: A2A_JWKS_URL: is not set, but A2A_ISSUER is; "
        "set all of A2A_ISSUER, A2A_JWKS_URL, A2A_AUDIENCE, or none"
    ]
    assert faults(_NEEDED | issuer | {"A2A_CLIENT_CERTIFICATES": "required"})[0].startswith("backend: A2A_ISSUER: ")
    assert load_settings(_NEEDED | issuer).a2a_audience == "https://staging.lornu.ai"


@pytest.mark.parametrize("subjects", ["[]", '"planner"', "planner", '[""]', "[1]"])
def test_refuses_malformed_subjects_rather_than_to_let_everybody_in(subjects: str) -> None:
    issuer = {"A2A_ISSUER": "x", "A2A_JWKS_URL": "https://issuer.lornu.ai/keys", "A2A_AUDIENCE": "y"}
    assert faults(_NEEDED | issuer | {"A2A_SUBJECTS": subjects}) == [
        "backend: A2A_SUBJECTS: has a value of the wrong form; "
        'set it to a JSON list of the accepted callers such as ["113774264463038321964"]'
    ]


def test_refuses_subjects_of_no_issuer() -> None:
    assert faults(_NEEDED | {"A2A_SUBJECTS": '["planner"]'}) == [
        "backend: A2A_SUBJECTS: is set without A2A_ISSUER; set both, or neither"
    ]


@pytest.mark.parametrize(
    "issuer",
    [
        "https://accounts.google.com",
        "https://Accounts.Google.com:443/",
        "https://token.actions.githubusercontent.com",
        "https://gitlab.com",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
        "https://app.terraform.io",
    ],
)
def test_an_issuer_that_signs_for_everybody_needs_subjects(issuer: str) -> None:
    tokens = {"A2A_ISSUER": issuer, "A2A_JWKS_URL": "https://issuer.lornu.ai/keys", "A2A_AUDIENCE": "y"}
    assert faults(_NEEDED | tokens) == [
        f"backend: A2A_SUBJECTS: is not set, but {issuer} signs for everybody who has an account there; "
        "name who is let in"
    ]
    assert load_settings(_NEEDED | tokens | {"A2A_SUBJECTS": '["1137"]'}).a2a_issuer == issuer


@pytest.mark.parametrize(
    "issuer",
    [
        "https://accounts.google.com.evil.example",
        "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
    ],
)
def test_an_issuer_of_ones_own_needs_no_subjects(issuer: str) -> None:
    tokens = {"A2A_ISSUER": issuer, "A2A_JWKS_URL": "https://issuer.lornu.ai/keys", "A2A_AUDIENCE": "y"}
    assert load_settings(_NEEDED | tokens).a2a_subjects is None


def test_reads_peers_from_json() -> None:
    peers = {"planner": {"url": "https://planner.lornu.ai/a2a", "audience": "https://planner.lornu.ai"}}
    settings = load_settings(_NEEDED | {"A2A_PEERS": json.dumps(peers)})
    assert settings.a2a_peers["planner"].audience == "https://planner.lornu.ai"
    assert load_settings(_NEEDED).a2a_peers == {}


@pytest.mark.parametrize("peers", ["{", "[]", '{"planner":{}}', '{"planner":{"url":"x","audience":"y"}}'])
def test_refuses_malformed_peers_in_one_line(peers: str) -> None:
    (line,) = faults(_NEEDED | {"A2A_PEERS": peers})
    assert line.startswith("backend: A2A_PEERS: has a value of the wrong form; set it to JSON such as")


@pytest.mark.parametrize(("idle", "heartbeat"), [("600", 20), ("60", 20), ("30", 10)])
def test_beats_at_least_three_times_within_the_load_balancers_patience(idle: str, heartbeat: float) -> None:
    assert load_settings(_NEEDED | {"LOAD_BALANCER_IDLE_TIMEOUT_SECONDS": idle}).heartbeat_seconds == heartbeat


def test_keeps_idle_connections_longer_than_the_load_balancer_and_drains_before_it_is_killed() -> None:
    settings = load_settings(_NEEDED | {"LOAD_BALANCER_IDLE_TIMEOUT_SECONDS": "600", "STOP_TIMEOUT_SECONDS": "120"})
    assert (settings.keep_alive_seconds, settings.drain_seconds) == (605, 115)
