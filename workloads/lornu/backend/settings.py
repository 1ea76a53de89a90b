"""What the process reads from its environment, checked once, before anything else happens."""

from collections.abc import Mapping
from ipaddress import IPv4Address
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    Json,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from backend.settings_rules import (
    api_key_problem,
    firestore_credentials_problem,
    firestore_database_problem,
    plain_http_problem,
    service_account_key_problem,
    together_problem,
    token_issuer_problem,
)


class SettingsError(Exception):
    """Everything that is wrong with the environment, one line a fault, without the value of any variable."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _api_key(value: SecretStr) -> SecretStr:
    return _accepted(value, api_key_problem(value.get_secret_value()))


def _service_account_key(value: SecretStr) -> SecretStr:
    return _accepted(value, service_account_key_problem(value.get_secret_value()))


_Value = TypeVar("_Value")


def _accepted(value: _Value, problem: str | None) -> _Value:
    if problem is not None:
        raise PydanticCustomError("problem", "{problem}", {"problem": problem})
    return value


def _private_url(value: HttpUrl) -> HttpUrl:
    return _accepted(value, plain_http_problem(value.scheme, value.host))


_EVERY_INTERFACE = IPv4Address(0)

PrivateUrl = Annotated[HttpUrl, AfterValidator(_private_url)]


class Peer(BaseModel):
    """An agent of another cloud that this one calls."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: PrivateUrl
    audience: str = Field(min_length=1)


class Settings(BaseModel):
    """Named as the environment variables, in lower case; a description completes the sentence "set it to"."""

    model_config = ConfigDict(frozen=True, str_min_length=1)

    port: int = Field(default=8080, ge=0, le=65535, description="a port between 0 and 65535")
    bind_address: IPv4Address = Field(default=_EVERY_INTERFACE, description="an IPv4 address of this machine")
    gemini_api_key: Annotated[SecretStr, AfterValidator(_api_key)] = Field(description="the key of the Gemini API")
    gemini_model: str = Field(
        default="gemini-2.5-flash", pattern=r"^[a-z0-9][a-z0-9.-]*$", description="a model such as gemini-2.5-flash"
    )
    google_gemini_base_url: HttpUrl | None = Field(default=None, description="the https address of the Gemini API")
    google_cloud_project: str | None = Field(default=None, description="the id of the project with the database")
    firestore_database: str | None = Field(default=None, description="the name of this environment's database")
    firestore_emulator_host: str | None = Field(default=None, description="HOST:PORT of a Firestore emulator")
    gcp_service_account_key: Annotated[SecretStr, AfterValidator(_service_account_key)] | None = Field(
        default=None, description="the JSON of a service account's key"
    )
    gcp_workload_identity_audience: str | None = Field(
        default=None,
        pattern=r"^//iam\.googleapis\.com/projects/\d+/locations/global/workloadIdentityPools/[^/]+/providers/[^/]+$",
        description="//iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/NAME",
    )
    gcp_service_account_email: str | None = Field(
        default=None, pattern=r"^[^@\s]+@[^@\s]+\.gserviceaccount\.com$", description="the account to impersonate"
    )
    deployment_environment: str = Field(default="local", description="the environment's name")
    deployment_production: bool = Field(default=False, description="true in production, or to nothing")
    public_url: HttpUrl | None = Field(default=None, description="the address that clients use")
    load_balancer_idle_timeout_seconds: int = Field(
        default=60, ge=1, le=4000, description="the load balancer's idle timeout, 1 to 4000 seconds"
    )
    stop_timeout_seconds: int = Field(
        default=30, ge=6, le=120, description="the seconds between SIGTERM and SIGKILL, 6 to 120"
    )
    a2a_issuer: str | None = Field(default=None, description="the issuer of the callers' tokens")
    a2a_jwks_url: PrivateUrl | None = Field(default=None, description="the address of the issuer's public keys")
    a2a_audience: str | None = Field(default=None, description="the audience that tokens for this service name")
    a2a_subjects: Json[Annotated[frozenset[str], Field(min_length=1)]] | None = Field(
        default=None, description='a JSON list of the accepted callers such as ["113774264463038321964"]'
    )
    a2a_client_certificates: Literal["required"] | None = Field(default=None, description="required, or nothing")
    a2a_public_url: HttpUrl | None = Field(default=None, description="the address that agents use, if another one")
    a2a_peers: Json[dict[str, Peer]] = Field(
        default_factory=dict, description='JSON such as {"planner":{"url":"https://...","audience":"..."}}'
    )
    maximum_streams: int = Field(default=1000, ge=1, le=10_000, description="1 to 10000 streams at a time")
    otel_exporter_otlp_endpoint: HttpUrl | None = Field(default=None, description="the address of an OTLP collector")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for names in _variables_that_go_together:
            _refuse(together_problem({name: getattr(self, name.lower()) is not None for name in names}))
        if self.a2a_subjects is not None and self.a2a_issuer is None:
            _refuse(("A2A_SUBJECTS", "is set without A2A_ISSUER; set both, or neither"))
        if self.a2a_issuer is not None:
            _refuse(token_issuer_problem(self.a2a_issuer, subjects=self.a2a_subjects is not None))
        if self.a2a_issuer is not None and self.a2a_client_certificates is not None:
            _refuse(("A2A_ISSUER", "is set beside A2A_CLIENT_CERTIFICATES; keep the one that the load balancer checks"))
        if self.firestore_database is not None:
            _refuse(
                firestore_database_problem(
                    self.deployment_environment, self.firestore_database, production=self.deployment_production
                )
            )
            _refuse(
                firestore_credentials_problem(
                    key=self.gcp_service_account_key is not None,
                    federation=self.gcp_workload_identity_audience is not None,
                    emulator=self.firestore_emulator_host is not None,
                )
            )
        return self

    @property
    def heartbeat_seconds(self) -> float:
        """Three heartbeats within the load balancer's patience: one may be lost, one late."""
        return min(20.0, self.load_balancer_idle_timeout_seconds / 3)

    @property
    def keep_alive_seconds(self) -> int:
        """Longer than the load balancer's: a request must not meet a connection that is being closed."""
        return self.load_balancer_idle_timeout_seconds + 5

    @property
    def drain_seconds(self) -> int:
        """What streams have after SIGTERM; the rest of the stop timeout is for saying goodbye."""
        return self.stop_timeout_seconds - 5


_variables_that_go_together = (
    ("GOOGLE_CLOUD_PROJECT", "FIRESTORE_DATABASE"),
    ("GCP_WORKLOAD_IDENTITY_AUDIENCE", "GCP_SERVICE_ACCOUNT_EMAIL"),
    ("A2A_ISSUER", "A2A_JWKS_URL", "A2A_AUDIENCE"),
)


def _refuse(fault: tuple[str, str] | None) -> None:
    if fault is not None:
        raise PydanticCustomError("fault", "{problem}", {"name": fault[0], "problem": fault[1]})


def load_settings(environ: Mapping[str, str]) -> Settings:
    """An empty variable counts as absent: task definitions cannot leave one out by a condition."""
    values = {name: environ[name.upper()] for name in Settings.model_fields if environ.get(name.upper())}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        # A setting with parts may have several faults; its line would be the same.
        raise SettingsError(list(dict.fromkeys(_line(fault) for fault in faults))) from None


def _line(fault: ErrorDetails) -> str:
    if fault["type"] == "fault":
        return f"backend: {fault['ctx']['name']}: {fault['ctx']['problem']}"
    field = str(fault["loc"][0])
    remedy = f"set it to {Settings.model_fields[field].description}"
    if fault["type"] == "problem":
        return f"backend: {field.upper()}: {fault['ctx']['problem']}; {remedy}"
    problem = "is not set" if fault["type"] == "missing" and len(fault["loc"]) == 1 else "has a value of the wrong form"
    return f"backend: {field.upper()}: {problem}; {remedy}"
