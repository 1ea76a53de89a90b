"""Who this program is to Google Cloud."""

import os
from collections.abc import Mapping

from google.auth import aws
from google.auth.credentials import Credentials
from google.oauth2 import service_account

from backend.google_cloud.ecs_credentials import EcsCredentialsSupplier
from backend.google_cloud.endpoints import GOOGLE, GoogleEndpoints
from backend.google_cloud.service_account_key import stored_key
from backend.settings import Settings

FIRESTORE_SCOPE = "https://www.googleapis.com/auth/datastore"

_AWS_TOKEN_TYPE = "urn:ietf:params:aws:token-type:aws4_request"  # noqa: S105 -- a name of RFC 8693's kind


def google_credentials(
    settings: Settings, environ: Mapping[str, str] = os.environ, endpoints: GoogleEndpoints = GOOGLE
) -> Credentials | None:
    """Credentials for Firestore and nothing else, or None where no access is configured."""
    if settings.gcp_service_account_key is not None:
        key = stored_key(settings.gcp_service_account_key)
        stored: Credentials = service_account.Credentials.from_service_account_info(key, scopes=[FIRESTORE_SCOPE])
        return stored
    if settings.gcp_workload_identity_audience is not None and settings.gcp_service_account_email is not None:
        url = endpoints.service_account_url(settings.gcp_service_account_email, "generateAccessToken")
        return federated_credentials(settings.gcp_workload_identity_audience, environ, endpoints, FIRESTORE_SCOPE, url)
    return None


def federated_credentials(
    audience: str,
    environ: Mapping[str, str],
    endpoints: GoogleEndpoints,
    scope: str,
    impersonation_url: str | None = None,
) -> aws.Credentials:
    """The task's role as Google's token service knows it, or the service account that it acts as."""
    return aws.Credentials(
        audience=audience,
        subject_token_type=_AWS_TOKEN_TYPE,
        token_url=endpoints.sts_token_url,
        aws_security_credentials_supplier=EcsCredentialsSupplier(environ),
        service_account_impersonation_url=impersonation_url,
        scopes=[scope],
    )
