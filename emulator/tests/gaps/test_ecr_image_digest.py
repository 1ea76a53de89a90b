import pytest
from botocore.exceptions import ClientError

from tests.gaps.ecr_setup import create_repository, digest_of, manifest, push
from tests.server import Server, refused


def test_plain_moto_gives_two_images_one_digest(plain_moto: Server) -> None:
    repository = create_repository(plain_moto, "digests")
    assert push(plain_moto, repository, "first", "a") == push(plain_moto, repository, "second", "b")


def test_plain_moto_has_no_answer_for_an_unknown_repository(plain_moto: Server) -> None:
    with pytest.raises(ClientError) as caught:
        plain_moto.client("ecr").put_image(repositoryName="none", imageManifest=manifest("a"), imageTag="first")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


def test_hashes_the_manifest(emulator: Server) -> None:
    repository = create_repository(emulator, "digests")
    for letter in ("a", "b"):
        expected = digest_of(manifest(letter))
        assert push(emulator, repository, letter, letter) == expected
        described = emulator.client("ecr").describe_images(repositoryName=repository, imageIds=[{"imageTag": letter}])
        assert described["imageDetails"][0]["imageDigest"] == expected


def test_accepts_the_digest_that_the_request_claims_rightly(emulator: Server) -> None:
    repository = create_repository(emulator, "right-digests")
    claimed = push(emulator, repository, "first")
    assert push(emulator, repository, "second", imageDigest=claimed) == claimed


def test_forgets_a_deleted_image(emulator: Server) -> None:
    repository = create_repository(emulator, "deleted-images")
    digest = push(emulator, repository, "first")
    emulator.client("ecr").batch_delete_image(repositoryName=repository, imageIds=[{"imageDigest": digest}])
    assert emulator.client("ecr").list_images(repositoryName=repository)["imageIds"] == []


def test_refuses_another_digest_and_an_unknown_repository(emulator: Server) -> None:
    repository = create_repository(emulator, "wrong-digests")
    with refused("ImageDigestDoesNotMatchException"):
        push(emulator, repository, "first", imageDigest=f"sha256:{'0' * 64}")
    with refused("RepositoryNotFoundException"):
        emulator.client("ecr").put_image(repositoryName="none", imageManifest=manifest("a"), imageTag="first")
