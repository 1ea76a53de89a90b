"""ECR: Service Authorization Reference, "Amazon Elastic Container Registry"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, arn: str) -> Resource:
    tags = tags_if_found(lambda: request.moto("ecr").tagger.get_tag_dict_for_resource(arn))
    facts: Facts = {f"ecr:ResourceTag/{key}": value for key, value in tags.items()}
    return Resource(arn, tags, facts)


def _repositories(request: ApiRequest) -> Iterable[Resource]:
    """All of them where a request names none."""
    for name in list(request.texts("repositoryName", "repositoryNames")) or ["*"]:
        yield _known(request, request.arn(f"repository/{name}"))


def _by_arn(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("resourceArn"):
        yield _known(request, arn)


def _new_repository(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.arn(f"repository/{request.parameters['repositoryName']}"))


SERVICE = Service(
    "ecr",
    "ecr",
    "ecr",
    {
        "GetAuthorizationToken": anywhere,
        "CreateRepository": all_of(on(_new_repository), tagging("ecr:TagResource", _new_repository)),
        **each(
            "BatchCheckLayerAvailability BatchDeleteImage BatchGetImage CompleteLayerUpload DeleteLifecyclePolicy"
            " DeleteRepository DeleteRepositoryPolicy DescribeImages DescribeRepositories GetDownloadUrlForLayer"
            " GetLifecyclePolicy GetRepositoryPolicy InitiateLayerUpload ListImages PutImage"
            " PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy"
            " UploadLayerPart",
            on(_repositories),
        ),
        **each("ListTagsForResource TagResource UntagResource", on(_by_arn)),
    },
)
