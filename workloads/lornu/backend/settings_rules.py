"""Why a setting, or several together, cannot be used. Pure: what is refused is said, and nothing is shown."""

import json
import re
from collections.abc import Mapping

_PRODUCTION_WORDS = frozenset({"prod", "production", "prd", "live"})
_SIGNING_FOR_EVERYBODY = (
    r"^https://accounts\.google\.com$",
    r"^https://(token\.actions\.githubusercontent|github)\.com(/|$)",
    r"^https://gitlab\.com$",
    r"^https://(login\.microsoftonline\.com|sts\.windows\.net)/"
    r"(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad|\{tenantid\})(/|$)",
    r"^https://appleid\.apple\.com$",
    r"^https://(www\.|limited\.)?facebook\.com$",
    r"^https://www\.linkedin\.com(/|$)",
    r"^https://api\.login\.yahoo\.com$",
    r"^https://(www\.)?amazon\.com$",
    r"^https://app\.terraform\.io$",
    r"^https://oidc\.circleci\.com(/|$)",
    r"^https://agent\.buildkite\.com$",
    r"^https://api\.bitbucket\.org(/|$)",
)
_LOOPBACK_HOSTS = frozenset({"127.0.0.1", "[::1]", "localhost"})
_KEY_FIELDS = ("client_email", "private_key", "token_uri")


def api_key_problem(key: str) -> str | None:
    """A key travels in a header: a line feed from a badly stored secret would break every request."""
    if not key.isascii() or not key.isprintable() or " " in key:
        return "has white space or other characters that no key has"
    return None


def plain_http_problem(scheme: str, host: str | None) -> str | None:
    """Keys that tokens are verified with, and tokens themselves, can be swapped or read on the way."""
    if scheme != "https" and host not in _LOOPBACK_HOSTS:
        return "is plain HTTP to another host"
    return None


def service_account_key_problem(text: str) -> str | None:
    try:
        key = json.loads(text)
    except ValueError:
        return "is not JSON"
    if not isinstance(key, dict) or key.get("type") != "service_account":
        return "is not a service account's key"
    missing = [field for field in _KEY_FIELDS if not isinstance(key.get(field), str)]
    return f"lacks {', '.join(missing)}" if missing else None


def together_problem(is_set: Mapping[str, bool]) -> tuple[str, str] | None:
    """The first variable that is missing beside others that are set, and why."""
    present = [name for name, value in is_set.items() if value]
    absent = [name for name, value in is_set.items() if not value]
    if not present or not absent:
        return None
    return absent[0], f"is not set, but {present[0]} is; set all of {', '.join(is_set)}, or none"


def token_issuer_problem(issuer: str, *, subjects: bool) -> tuple[str, str] | None:
    """The rule of Slipway's configuration, once more: tokens of some issuers prove that anybody asked for them."""
    plain = re.sub(r"(:443)?/*$", "", issuer.lower(), count=1).replace(":443/", "/")
    if subjects or not any(re.search(shape, plain) for shape in _SIGNING_FOR_EVERYBODY):
        return None
    return "A2A_SUBJECTS", f"is not set, but {issuer} signs for everybody who has an account there; name who is let in"


def firestore_database_problem(environment: str, database: str, *, production: bool) -> tuple[str, str] | None:
    """The rule of Slipway's configuration, once more: the program may be started without it."""
    remedy = "use a database of this environment alone"
    if database in ("(default)", "default"):
        return "FIRESTORE_DATABASE", f"the default database is shared by the whole project; {remedy}"
    if not production and not _PRODUCTION_WORDS.isdisjoint(database.split("-")):
        return (
            "FIRESTORE_DATABASE",
            f"{database} calls itself a production database, and {environment} is not production; {remedy}",
        )
    return None


def firestore_credentials_problem(*, key: bool, federation: bool, emulator: bool) -> tuple[str, str] | None:
    if key and federation:
        return "GCP_SERVICE_ACCOUNT_KEY", "is set beside GCP_WORKLOAD_IDENTITY_AUDIENCE; keep one of the two"
    if not (key or federation or emulator):
        return (
            "FIRESTORE_DATABASE",
            "is set without credentials; set GCP_WORKLOAD_IDENTITY_AUDIENCE or GCP_SERVICE_ACCOUNT_KEY",
        )
    return None
