"""Services of which little is asked."""

from slipway_emulator.authorization.rules import Service, anywhere, by_arn, each, nothing, on

STS = Service(
    "sts",
    {
        # API reference, GetCallerIdentity: "No permissions are required". A web identity is judged by its role alone.
        **each("AssumeRoleWithWebIdentity GetCallerIdentity", nothing),
        "AssumeRole": on(by_arn("RoleArn")),
    },
)
SERVICE_QUOTAS = Service(
    "servicequotas",
    each("GetAWSDefaultServiceQuota GetServiceQuota ListAWSDefaultServiceQuotas ListServiceQuotas", anywhere),
    modelled_as="service-quotas",
)
TAGGING = Service(
    "tag",
    each("GetResources GetTagKeys GetTagValues", anywhere),
    signed_as="tagging",
    modelled_as="resourcegroupstaggingapi",
)
