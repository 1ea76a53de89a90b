"""ECR: the digest of an image.

Wrong in moto: PutImage makes the digest from the layers alone, so that two images which differ only in their
configuration get one digest; a digest in the request is believed, and an unknown repository is answered with 500. On
AWS the digest is the hash of the manifest, another one in the request is ImageDigestDoesNotMatchException, and an
unknown repository RepositoryNotFoundException.
"""

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

from moto.ecr.exceptions import InvalidParameterException, RepositoryNotFoundException
from moto.ecr.models import ECRBackend, Image

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Hash the manifest, and check what the request says of it."""
    extend_method(ECRBackend, "put_image", _put_image)
    extend_method(Image, "_create_digest", _create_digest)


def _put_image(original: Callable[..., Image], backend: ECRBackend, *args: Any, **kwargs: Any) -> Image:
    request = inspect.signature(original).bind(backend, *args, **kwargs).arguments
    if request["repository_name"] not in backend.repositories:
        raise RepositoryNotFoundException(request["repository_name"], backend.account_id)
    claimed, digest = request.get("digest"), _digest(request["image_manifest"])
    if claimed not in (None, digest):
        raise InvalidParameterException(
            "ImageDigestDoesNotMatchException",
            f"The specified digest '{claimed}' does not match the digest '{digest}' of the manifest.",
        )
    return original(backend, *args, **kwargs)


def _create_digest(_original: Callable[[Image], None], image: Image) -> None:
    image._image_digest = _digest(image.image_manifest)


def _digest(manifest: str) -> str:
    return f"sha256:{hashlib.sha256(manifest.encode()).hexdigest()}"
