"""What the program expects of whatever starts it, as data for those who do not read Python.

`python -m backend.tests.interface` writes it anew.
"""

import json
from pathlib import Path
from typing import Any

from backend.agent_to_agent.agent_card import MESSAGE_PATH
from backend.app import create_app
from backend.settings import Settings, load_settings

INTERFACE_FILE = Path(__file__).parent.parent / "interface.json"


def interface() -> str:
    schema = Settings.model_json_schema()
    variables = {
        name.upper(): {"required": name in schema.get("required", ()), "secret": _is_secret(field)}
        for name, field in sorted(schema["properties"].items())
    }
    facts = {"variables": variables, "paths": _paths(), "agentToAgentPath": MESSAGE_PATH}
    return json.dumps(facts, indent=2) + "\n"


def _is_secret(field: dict[str, Any]) -> bool:
    return any(kind.get("format") == "password" for kind in field.get("anyOf", [field]))


def _paths() -> list[str]:
    """What answers to GET: a health check asks so. The page is left out, which may or may not be built here."""
    app = create_app(load_settings({"GEMINI_API_KEY": "key"}), frontend_folder=Path(__file__).parent)
    paths = app.openapi()["paths"]
    return [path for path, operations in sorted(paths.items()) if "get" in operations]


if __name__ == "__main__":
    INTERFACE_FILE.write_text(interface())
