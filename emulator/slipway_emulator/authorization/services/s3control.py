"""The tags of a bucket, which later versions of Terraform's provider ask of S3's other service."""

from slipway_emulator.authorization.rules import Service, by_arn, each, on

SERVICE = Service(
    "s3", "s3", "s3control", each("ListTagsForResource TagResource UntagResource", on(by_arn("ResourceArn")))
)
