import pytest
from google.auth import aws
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from starlette.responses import Response

from backend.google_cloud.credentials import FIRESTORE_SCOPE, google_credentials
from backend.settings import Settings
from backend.tests.google_cloud.conftest import Ecs, Google


def test_turns_the_task_role_into_an_access_token_for_firestore(
    google: Google, ecs: Ecs, federated_settings: Settings
) -> None:
    credentials = google_credentials(federated_settings, ecs.environ, google.endpoints)
    assert credentials is not None
    credentials.refresh(Request())
    assert credentials.token == f"impersonated:{FIRESTORE_SCOPE}"
    assert google.fake.calls == {"sts": 1, "generateAccessToken": 1}


def test_turns_the_stored_key_into_an_access_token_for_firestore(google: Google) -> None:
    credentials = google_credentials(google.settings_with_key(), {}, google.endpoints)
    assert credentials is not None
    credentials.refresh(Request())
    assert credentials.token == f"key:{FIRESTORE_SCOPE}"


def test_has_no_credentials_where_no_access_is_configured(settings_without_access: Settings) -> None:
    assert google_credentials(settings_without_access, {}) is None


def test_says_why_the_task_role_gives_no_token(google: Google, ecs: Ecs, federated_settings: Settings) -> None:
    ecs.fake.answers = [Response(status_code=404)]
    credentials = google_credentials(federated_settings, ecs.environ, google.endpoints)
    assert credentials is not None
    with pytest.raises(RefreshError, match="the endpoint answered 404"):
        credentials.refresh(Request())
    assert google.fake.calls == {}


def test_google_auth_itself_does_not_find_the_credentials_of_a_task(ecs: Ecs, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason for a supplier of our own: when this fails, the supplier can go."""
    for name, value in ecs.environ.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    nowhere = "http://127.0.0.1:1/latest"
    credentials = aws.Credentials(
        audience="//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/staging",
        subject_token_type="urn:ietf:params:aws:token-type:aws4_request",
        credential_source={
            "environment_id": "aws1",
            "regional_cred_verification_url": "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity",
            "url": nowhere,
        },
    )
    with pytest.raises(Exception, match="Connection refused"):
        credentials.retrieve_subject_token(Request())
    assert ecs.fake.reads == 0
