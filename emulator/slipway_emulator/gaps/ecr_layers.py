"""ECR: what an image is made of.

Missing in moto: PutImage takes a manifest whose configuration or layers were never uploaded. AWS answers
LayersNotFoundException, and ReferencedImagesNotFoundException for a list of images that names one which is not in the
repository (API Reference, PutImage).
"""

import inspect
import json
from collections.abc import Callable
from typing import Any

from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.models import ECRBackend, Image

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Look for each part in the repository."""
    extend_method(ECRBackend, "put_image", _put_image)


def _put_image(original: Callable[..., Image], backend: ECRBackend, *args: Any, **kwargs: Any) -> Image:
    request = inspect.signature(original).bind(backend, *args, **kwargs).arguments
    repository = backend.repositories.get(request["repository_name"])
    if repository is not None:
        manifest = json.loads(request["image_manifest"])
        parts = [*manifest.get("layers", []), *([manifest["config"]] if "config" in manifest else [])]
        layers = {each["digest"] for each in parts} - repository.layers.keys()
        if layers:
            raise InvalidParameterException("LayersNotFoundException", f"Layers not found: {', '.join(sorted(layers))}")
        images = {image.get_image_digest() for image in repository.images}
        missing = {each["digest"] for each in manifest.get("manifests", [])} - images
        if missing:
            raise InvalidParameterException(
                "ReferencedImagesNotFoundException", f"Images not found: {', '.join(sorted(missing))}"
            )
    return original(backend, *args, **kwargs)
