"""EC2: what a launch template says.

Missing in moto: a template's own tags stand among those of its instances, user data of a second version stays text that
nothing can launch with, user data of any length is taken, and the id stays when a template is gone. AWS keeps both
kinds of tags apart and allows 16 KB (EC2 API Reference, CreateLaunchTemplate, RequestLaunchTemplateData).
"""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from moto.ec2.exceptions import InvalidUserDataError
from moto.ec2.models import EC2Backend
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.utils import parse_user_data

from slipway_emulator.gaps.extend import extend_method

MOST_USER_DATA_BYTES = 16_384


def close() -> None:
    """Both the first version and later ones are made here."""
    extend_method(LaunchTemplate, "create_version", _create_version)
    extend_method(EC2Backend, "delete_launch_template", _delete_launch_template)


def _create_version(
    original: Callable[..., LaunchTemplateVersion], template: LaunchTemplate, data: dict[str, Any], description: str
) -> LaunchTemplateVersion:
    given = data.get("UserData")
    user_data = parse_user_data(given) if isinstance(given, str) else given
    if user_data is not None and len(b64decode(str(user_data))) > MOST_USER_DATA_BYTES:
        raise InvalidUserDataError("User data is limited to 16384 bytes")
    launched = [tags for tags in data.get("TagSpecifications", []) if tags.get("ResourceType") != "launch-template"]
    kept = {name: value for name, value in data.items() if name not in ("TagSpecifications", "UserData")}
    if launched:
        kept["TagSpecifications"] = launched
    if user_data is not None:
        kept["UserData"] = user_data
    return original(template, kept, description)


def _delete_launch_template(
    original: Callable[..., LaunchTemplate], backend: EC2Backend, *named: Any
) -> LaunchTemplate:
    deleted = original(backend, *named)
    backend.launch_template_insert_order.remove(deleted.id)
    return deleted
