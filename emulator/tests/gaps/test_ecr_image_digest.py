import hashlib
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.server import Server, refused

MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json"


def manifest(config_digest_letter: str) -> str:
    config = {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": f"sha256:{config_digest_letter * 64}"}
    layers = [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": f"sha256:{'0' * 64}", "size": 2}]
    return json.dumps(
        {"schemaVersion": 2, "mediaType": MANIFEST_TYPE, "config": {**config, "size": 2}, "layers": layers}
    )


def put(server: Server, repository: str, image: str, **settings: Any) -> Any:
    return server.client("ecr").put_image(repositoryName=repository, imageManifest=image, **settings)["image"][
        "imageId"
    ]


def create_repository(server: Server, name: str) -> str:
    server.client("ecr").create_repository(repositoryName=name)
    return name


def test_plain_moto_gives_two_images_one_digest(plain_moto: Server) -> None:
    repository = create_repository(plain_moto, "digests")
    first = put(plain_moto, repository, manifest("a"), imageTag="first")
    second = put(plain_moto, repository, manifest("b"), imageTag="second")
    assert first["imageDigest"] == second["imageDigest"]


def test_plain_moto_has_no_answer_for_an_unknown_repository(plain_moto: Server) -> None:
    with pytest.raises(ClientError) as caught:
        put(plain_moto, "none", manifest("a"), imageTag="first")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


def test_hashes_the_manifest(emulator: Server) -> None:
    repository = create_repository(emulator, "digests")
    for letter in ("a", "b"):
        image = manifest(letter)
        expected = f"sha256:{hashlib.sha256(image.encode()).hexdigest()}"
        assert put(emulator, repository, image, imageTag=letter)["imageDigest"] == expected
        described = emulator.client("ecr").describe_images(repositoryName=repository, imageIds=[{"imageTag": letter}])
        assert described["imageDetails"][0]["imageDigest"] == expected


def test_accepts_the_digest_that_the_request_claims_rightly(emulator: Server) -> None:
    repository = create_repository(emulator, "right-digests")
    claimed = put(emulator, repository, manifest("a"), imageTag="first")["imageDigest"]
    assert put(emulator, repository, manifest("a"), imageTag="second", imageDigest=claimed)["imageDigest"] == claimed


def test_forgets_a_deleted_image(emulator: Server) -> None:
    repository = create_repository(emulator, "deleted-images")
    image = put(emulator, repository, manifest("a"), imageTag="first")
    emulator.client("ecr").batch_delete_image(
        repositoryName=repository, imageIds=[{"imageDigest": image["imageDigest"]}]
    )
    assert emulator.client("ecr").list_images(repositoryName=repository)["imageIds"] == []


def test_refuses_another_digest_and_an_unknown_repository(emulator: Server) -> None:
    repository = create_repository(emulator, "wrong-digests")
    with refused("ImageDigestDoesNotMatchException"):
        put(emulator, repository, manifest("a"), imageTag="first", imageDigest=f"sha256:{'0' * 64}")
    with refused("RepositoryNotFoundException"):
        put(emulator, "none", manifest("a"), imageTag="first")
