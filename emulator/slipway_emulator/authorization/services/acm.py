"""Certificate Manager: Service Authorization Reference, "AWS Certificate Manager"; a request with tags takes
`AddTagsToCertificate` too (hashicorp/terraform-provider-aws issue 11903).
"""

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, named, new, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, arn: str) -> Resource:
    return Resource(arn, tags_if_found(lambda: request.moto("acm").get_certificate(arn).tags))


SERVICE = Service(
    "acm",
    {
        "ListCertificates": anywhere,
        "RequestCertificate": all_of(anywhere, tagging("acm:AddTagsToCertificate", new("certificate/*"))),
        **each(
            "AddTagsToCertificate DeleteCertificate DescribeCertificate GetCertificate ListTagsForCertificate"
            " RemoveTagsFromCertificate UpdateCertificateOptions",
            on(named(_known, "CertificateArn")),
        ),
    },
)
