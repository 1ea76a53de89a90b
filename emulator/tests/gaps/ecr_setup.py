"""Images of a test."""

import hashlib
import json
from typing import Any

from tests.server import Server

OCI = "application/vnd.oci.image"


def push(server: Server, repository: str, tag: str, content: str = "{}", **settings: Any) -> str:
    """An image of one layer whose configuration has this content, by digest."""
    ecr = server.client("ecr")
    upload(server, repository, content)
    upload(server, repository, "layer")
    image = ecr.put_image(repositoryName=repository, imageManifest=manifest(content), imageTag=tag, **settings)
    found: str = image["image"]["imageId"]["imageDigest"]
    return found


def upload(server: Server, repository: str, content: str) -> None:
    """One part of an image."""
    ecr = server.client("ecr")
    upload_id = ecr.initiate_layer_upload(repositoryName=repository)["uploadId"]
    part = content.encode()
    ecr.upload_layer_part(
        repositoryName=repository, uploadId=upload_id, partFirstByte=0, partLastByte=len(part) - 1, layerPartBlob=part
    )
    ecr.complete_layer_upload(repositoryName=repository, uploadId=upload_id, layerDigests=[digest_of(content)])


def manifest(content: str) -> str:
    """Of such an image."""
    config = {"mediaType": f"{OCI}.config.v1+json", "digest": digest_of(content), "size": len(content)}
    layer = {"mediaType": f"{OCI}.layer.v1.tar+gzip", "digest": digest_of("layer"), "size": len("layer")}
    described = {"schemaVersion": 2, "mediaType": f"{OCI}.manifest.v1+json", "config": config, "layers": [layer]}
    return json.dumps(described)


def digest_of(content: str) -> str:
    """As registries count it."""
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def create_repository(server: Server, name: str) -> str:
    """By name."""
    server.client("ecr").create_repository(repositoryName=name)
    return name
