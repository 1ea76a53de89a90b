import json

from tests.gaps.ecr_setup import OCI, create_repository, digest_of, manifest, push, upload
from tests.server import Server, refused


def put(server: Server, repository: str, image: str) -> None:
    server.client("ecr").put_image(repositoryName=repository, imageManifest=image, imageTag="first")


def test_plain_moto_takes_an_image_without_its_layers(plain_moto: Server) -> None:
    put(plain_moto, create_repository(plain_moto, "layers"), manifest("a"))


def test_refuses_an_image_until_each_of_its_parts_is_there(emulator: Server) -> None:
    repository = create_repository(emulator, "layers")
    with refused("LayersNotFoundException"):
        put(emulator, repository, manifest("a"))
    upload(emulator, repository, "layer")
    with refused("LayersNotFoundException", digest_of("a")):
        put(emulator, repository, manifest("a"))
    upload(emulator, repository, "a")
    put(emulator, repository, manifest("a"))


def test_refuses_a_list_that_names_an_image_which_is_not_there(emulator: Server) -> None:
    repository = create_repository(emulator, "lists")
    digests = [push(emulator, repository, "arm"), digest_of("none")]
    for named in (digests, digests[:1]):
        images = [{"mediaType": f"{OCI}.manifest.v1+json", "digest": digest, "size": 2} for digest in named]
        listed = json.dumps({"schemaVersion": 2, "mediaType": f"{OCI}.index.v1+json", "manifests": images})
        if len(named) == 2:
            with refused("ReferencedImagesNotFoundException"):
                put(emulator, repository, listed)
        else:
            put(emulator, repository, listed)
