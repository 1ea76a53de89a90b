"""Certificate Manager: Service Authorization Reference, "AWS Certificate Manager"; a request with tags takes
`AddTagsToCertificate` too (hashicorp/terraform-provider-aws issue 11903).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _certificates(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("CertificateArn"):
        yield Resource(arn, _tags(request, arn))


def _tags(request: ApiRequest, arn: str) -> dict[str, str]:
    return tags_if_found(lambda: request.moto("acm").get_certificate(arn).tags)


def _new_certificate(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.arn("certificate/*"))


SERVICE = Service(
    "acm",
    "acm",
    "acm",
    {
        "ListCertificates": anywhere,
        "RequestCertificate": all_of(anywhere, tagging("acm:AddTagsToCertificate", _new_certificate)),
        **each(
            "AddTagsToCertificate DeleteCertificate DescribeCertificate GetCertificate ListTagsForCertificate"
            " RemoveTagsFromCertificate UpdateCertificateOptions",
            on(_certificates),
        ),
    },
)
