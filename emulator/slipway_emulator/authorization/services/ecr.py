"""ECR: Service Authorization Reference, "Amazon Elastic Container Registry"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import (
    Service,
    anywhere,
    each,
    makes,
    named,
    new,
    on,
    own_tag_facts,
    with_tags,
)


def _known(request: ApiRequest, arn: str) -> Resource:
    tags = with_tags("ecr")(request, arn).tags
    return Resource(arn, tags, own_tag_facts("ecr", tags))


def _repositories(request: ApiRequest) -> Iterable[Resource]:
    """All of them where a request names none."""
    for name in list(request.texts("repositoryName", "repositoryNames")) or ["*"]:
        yield _known(request, request.arn(f"repository/{name}"))


SERVICE = Service(
    "ecr",
    {
        "GetAuthorizationToken": anywhere,
        "CreateRepository": makes(new("repository/{repositoryName}"), "ecr:TagResource"),
        **each(
            "BatchCheckLayerAvailability BatchDeleteImage BatchGetImage CompleteLayerUpload DeleteLifecyclePolicy"
            " DeleteRepository DeleteRepositoryPolicy DescribeImages DescribeRepositories GetDownloadUrlForLayer"
            " GetLifecyclePolicy GetRepositoryPolicy InitiateLayerUpload ListImages PutImage"
            " PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy"
            " UploadLayerPart",
            on(_repositories),
        ),
        **each("ListTagsForResource TagResource UntagResource", on(named(_known, "resourceArn"))),
    },
)
