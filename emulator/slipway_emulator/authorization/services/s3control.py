"""The tags of a bucket, which later versions of Terraform's provider ask of S3's other service."""

from slipway_emulator.authorization.rules import Service, by_arn, each, on

SERVICE = Service(
    "s3", each("ListTagsForResource TagResource UntagResource", on(by_arn("ResourceArn"))), modelled_as="s3control"
)
