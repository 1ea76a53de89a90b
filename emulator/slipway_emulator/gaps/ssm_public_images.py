"""Systems Manager: where Canonical publishes the ids of its images.

Missing in moto: `/aws/service/canonical`, which AWS has in every account (Canonical's documentation, "Find Ubuntu
images on AWS"). The newest image of 22.04 is the one that `images.json` holds; an unknown release is refused as AWS
does.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from moto.core.utils import utcnow
from moto.ssm.models import Parameter, ParameterDict

from slipway_emulator.gaps.extend import extend_method

PATH = "/aws/service/canonical/ubuntu/server/22.04/stable/current/{}/hvm/ebs-gp2/ami-id"
ARCHITECTURES = {"x86_64": "amd64", "arm64": "arm64"}


def close() -> None:
    """As moto does with the parameters that it knows: when one is first named."""
    extend_method(ParameterDict, "_check_loading_status", _check_loading_status)


def _check_loading_status(original: Callable[..., None], parameters: ParameterDict, key: str) -> None:
    original(parameters, key)
    image_id = _images().get(str(key))
    if image_id is not None:
        dict.setdefault(parameters, key, [_parameter(parameters, key, image_id)])


def _parameter(parameters: ParameterDict, name: str, value: str) -> Parameter:
    # Moto leaves two of its abstract methods out, which only CloudFormation asks for.
    make: Any = Parameter
    parameter: Parameter = make(
        account_id=parameters.account_id,
        name=name,
        value=value,
        parameter_type="String",
        description=None,
        allowed_pattern=None,
        keyid=None,
        last_modified_date=utcnow(),
        version=1,
        data_type="aws:ec2:image",
    )
    return parameter


@cache
def _images() -> dict[str, str]:
    images = json.loads(Path(os.environ["MOTO_AMIS_PATH"]).read_text(encoding="utf-8"))
    return {PATH.format(ARCHITECTURES[image["architecture"]]): image["ami_id"] for image in images}
