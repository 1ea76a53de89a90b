"""Where Google Cloud's token services are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GoogleEndpoints:
    """A service account's key names its own token endpoint; federation needs these two."""

    sts_token_url: str = "https://sts.googleapis.com/v1/token"  # noqa: S105 -- an address
    iam_credentials_url: str = "https://iamcredentials.googleapis.com"

    def service_account_url(self, email: str, method: str) -> str:
        return f"{self.iam_credentials_url}/v1/projects/-/serviceAccounts/{email}:{method}"


GOOGLE = GoogleEndpoints()
