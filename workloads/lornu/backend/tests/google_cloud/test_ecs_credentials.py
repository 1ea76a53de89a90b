from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from google.auth.exceptions import RefreshError
from starlette.responses import JSONResponse, Response

from backend.fakes.google import ROLE_ACCESS_KEY_ID, ROLE_SESSION_TOKEN
from backend.google_cloud.ecs_credentials import EcsCredentialsSupplier
from backend.google_cloud.ecs_endpoint import EcsEndpoint, NoEcsEndpoint, ecs_endpoint
from backend.tests.google_cloud.conftest import Ecs


class Clock:
    def __init__(self) -> None:
        self.ahead = timedelta(0)
        self.pauses: list[float] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def supplier(ecs: Ecs, clock: Clock) -> EcsCredentialsSupplier:
    return EcsCredentialsSupplier(ecs.environ, clock.now, clock.pauses.append)


def _read(supplier: EcsCredentialsSupplier) -> str:
    return str(supplier.get_aws_security_credentials(None, None).access_key_id)


def test_reads_the_credentials_of_the_task_role(supplier: EcsCredentialsSupplier) -> None:
    credentials = supplier.get_aws_security_credentials(None, None)
    assert credentials.access_key_id == ROLE_ACCESS_KEY_ID
    assert credentials.secret_access_key == "secret-of-the-task-role"
    assert credentials.session_token == ROLE_SESSION_TOKEN


def test_reads_once_however_many_threads_ask(supplier: EcsCredentialsSupplier, ecs: Ecs) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: _read(supplier), range(32))) == {ROLE_ACCESS_KEY_ID}
    assert ecs.fake.reads == 1


def test_reads_again_shortly_before_expiry(supplier: EcsCredentialsSupplier, ecs: Ecs, clock: Clock) -> None:
    _read(supplier)
    clock.ahead = timedelta(hours=5, minutes=54)
    _read(supplier)
    assert ecs.fake.reads == 1
    clock.ahead = timedelta(hours=5, minutes=56)
    _read(supplier)
    assert ecs.fake.reads == 2


def test_keeps_credentials_that_are_still_good_when_there_are_no_new_ones(
    supplier: EcsCredentialsSupplier, ecs: Ecs, clock: Clock
) -> None:
    _read(supplier)
    ecs.fake.answers = [Response(status_code=500)] * 6
    clock.ahead = timedelta(hours=5, minutes=56)
    assert _read(supplier) == ROLE_ACCESS_KEY_ID
    clock.ahead = timedelta(hours=6, minutes=1)
    with pytest.raises(RefreshError, match="answered 500"):
        _read(supplier)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_tries_again_after_a_fault_that_may_pass(
    supplier: EcsCredentialsSupplier, ecs: Ecs, clock: Clock, status: int
) -> None:
    ecs.fake.answers = [Response(status_code=status)] * 2
    assert _read(supplier) == ROLE_ACCESS_KEY_ID
    assert clock.pauses == [0.1, 0.4]


def test_gives_up_at_once_when_it_is_not_let_in(supplier: EcsCredentialsSupplier, ecs: Ecs, clock: Clock) -> None:
    ecs.fake.answers = [Response(status_code=403)]
    with pytest.raises(RefreshError, match="the endpoint answered 403"):
        _read(supplier)
    assert clock.pauses == []


@pytest.mark.parametrize(
    "answer",
    [Response(b'{"SecretAccessKey": "s3cret-'), JSONResponse(["s3cret-"]), JSONResponse({"AccessKeyId": "s3cret-"})],
)
def test_does_not_show_an_answer_that_it_cannot_read(
    supplier: EcsCredentialsSupplier, ecs: Ecs, answer: Response
) -> None:
    ecs.fake.answers = [answer] * 3
    with pytest.raises(RefreshError) as caught:
        _read(supplier)
    assert "documented form" in str(caught.value)
    assert "s3cret" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_says_when_nobody_answers() -> None:
    environ = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/v2/credentials/1"}
    with pytest.raises(RefreshError, match="did not answer"):
        _read(EcsCredentialsSupplier(environ, pause=lambda _: None))


def test_goes_past_a_proxy(ecs: Ecs, supplier: EcsCredentialsSupplier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert _read(supplier) == ROLE_ACCESS_KEY_ID


def test_shows_the_authorization_token_and_reads_its_file_each_time(ecs: Ecs, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "token"
    environ = ecs.environ | {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(file)}
    supplier = EcsCredentialsSupplier(environ, clock.now, clock.pauses.append)
    file.write_text("first\n")
    _read(supplier)
    file.write_text("second")
    clock.ahead = timedelta(hours=7)
    _read(supplier)
    assert ecs.fake.authorizations == ["first", "second"]


@pytest.mark.parametrize("content", [None, "two\nlines"])
def test_says_when_the_authorization_token_cannot_be_used(ecs: Ecs, tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content)
    environ = ecs.environ | {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(file)}
    with pytest.raises(RefreshError, match="authorization token"):
        _read(EcsCredentialsSupplier(environ))
    assert ecs.fake.reads == 0


def test_knows_the_endpoint_of_fargate() -> None:
    environ = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/8f3"}
    assert ecs_endpoint(environ) == EcsEndpoint("http://169.254.170.2/v2/credentials/8f3")


def test_takes_the_token_from_the_environment() -> None:
    environ = {
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "token",
    }
    assert ecs_endpoint(environ).headers() == {"authorization": "token"}


def test_refuses_plain_http_to_another_host() -> None:
    with pytest.raises(NoEcsEndpoint, match="plain HTTP"):
        ecs_endpoint({"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://credentials.example/role"})


def test_says_when_the_program_does_not_run_in_ecs() -> None:
    with pytest.raises(RefreshError, match="not a task of ECS"):
        _read(EcsCredentialsSupplier({}))


def test_takes_the_region_from_the_environment() -> None:
    assert EcsCredentialsSupplier({"AWS_DEFAULT_REGION": "eu-west-1"}).get_aws_region(None, None) == "eu-west-1"
    with pytest.raises(RefreshError, match="AWS_REGION"):
        EcsCredentialsSupplier({}).get_aws_region(None, None)
