"""Pages of other sites, which a visitor's browser lets talk to any address that the visitor can reach."""

from urllib.parse import urlsplit

from pydantic import HttpUrl
from starlette.requests import HTTPConnection

from backend.errors import Refusal


def refuse_other_sites(connection: HTTPConnection, public_url: HttpUrl | None) -> None:
    """Browsers say where a page came from, programs say nothing. No page but this program's own may spend its key."""
    origin = connection.headers.get("origin")
    if origin is None:
        return
    own_hosts = {connection.headers.get("host"), None if public_url is None else urlsplit(str(public_url)).netloc}
    if urlsplit(origin).netloc not in own_hosts:
        raise Refusal(403, "other-site", "a page of another site may not ask")
