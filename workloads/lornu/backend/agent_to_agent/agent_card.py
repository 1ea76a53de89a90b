"""What this agent says of itself to those who would call it."""

from a2a.types import (
    AgentCapabilities,
    AgentCard,
    AgentInterface,
    AgentSkill,
    HTTPAuthSecurityScheme,
    MutualTlsSecurityScheme,
    SecurityRequirement,
    SecurityScheme,
    StringList,
)
from a2a.utils.constants import PROTOCOL_VERSION_CURRENT, TransportProtocol

from backend.settings import Settings

MESSAGE_PATH = "/a2a"
_VERSION = "1.0.0"


def agent_card(settings: Settings) -> AgentCard:
    """The public card: where messages go, and what a caller has to show."""
    schemes = _security_schemes(settings)
    return AgentCard(
        name="Lornu agent",
        description="Answers requests of other agents with the help of a language model.",
        version=_VERSION,
        supported_interfaces=[
            AgentInterface(
                url=f"{_public_url(settings)}{MESSAGE_PATH}",
                protocol_binding=TransportProtocol.JSONRPC.value,
                protocol_version=PROTOCOL_VERSION_CURRENT,
            )
        ],
        capabilities=AgentCapabilities(streaming=True, push_notifications=False, extended_agent_card=False),
        security_schemes=schemes,
        security_requirements=[SecurityRequirement(schemes={name: StringList()}) for name in schemes],
        default_input_modes=["text/plain"],
        default_output_modes=["text/plain"],
        skills=[
            AgentSkill(
                id="answer",
                name="Answer",
                description="Answers a request in plain text, streamed as it is written.",
                tags=["text"],
            )
        ],
    )


def _security_schemes(settings: Settings) -> dict[str, SecurityScheme]:
    if settings.a2a_issuer is not None:
        bearer = HTTPAuthSecurityScheme(
            scheme="bearer",
            bearer_format="JWT",
            description=f"Token of {settings.a2a_issuer} for the audience {settings.a2a_audience}",
        )
        return {"jwt": SecurityScheme(http_auth_security_scheme=bearer)}
    if settings.a2a_client_certificates is not None:
        return {"mutualTls": SecurityScheme(mtls_security_scheme=MutualTlsSecurityScheme())}
    return {}


def _public_url(settings: Settings) -> str:
    url = settings.a2a_public_url or settings.public_url
    return f"http://127.0.0.1:{settings.port}" if url is None else str(url).rstrip("/")
