"""S3, whose actions bear other names than its operations: user guide, "Required permissions for Amazon S3 API
operations". A bucket's tags are no facts, since they are not turned on for authorization.
"""

from collections.abc import Iterable, Mapping

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Call, Resource
from slipway_emulator.authorization.rules import Calls, Operations, Resources, Service, call_on, each, on

BUCKET_ACTIONS: Mapping[str, str] = {
    "DeleteBucket": "DeleteBucket",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketPolicy": "DeleteBucketPolicy",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketAcl": "GetBucketAcl",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketLocation": "GetBucketLocation",
    "GetBucketLogging": "GetBucketLogging",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketOwnershipControls": "GetBucketOwnershipControls",
    "GetBucketPolicy": "GetBucketPolicy",
    "GetBucketPolicyStatus": "GetBucketPolicyStatus",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetBucketRequestPayment": "GetBucketRequestPayment",
    "GetBucketTagging": "GetBucketTagging",
    "GetBucketVersioning": "GetBucketVersioning",
    "GetBucketWebsite": "GetBucketWebsite",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "PutBucketAcl": "PutBucketAcl",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketLogging": "PutBucketLogging",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutBucketOwnershipControls": "PutBucketOwnershipControls",
    "PutBucketPolicy": "PutBucketPolicy",
    "PutBucketTagging": "PutBucketTagging",
    "PutBucketVersioning": "PutBucketVersioning",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}
OBJECT_ACTIONS: Mapping[str, str] = {
    "AbortMultipartUpload": "AbortMultipartUpload",
    "CompleteMultipartUpload": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "PutObject": "PutObject",
    "UploadPart": "PutObject",
}


def bucket(request: ApiRequest) -> Iterable[Resource]:
    """That a request is about."""
    yield Resource(f"arn:aws:s3:::{request.parameters['Bucket']}")


def _object(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(f"arn:aws:s3:::{request.parameters['Bucket']}/{request.parameters['Key']}")


def _with_version(action: str) -> Calls:
    """A version is a right of its own."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        versioned = f"{action}Version" if request.parameters.get("VersionId") else action
        return on(_object, action=versioned)(request)

    return calls


def _delete_objects(request: ApiRequest) -> Iterable[Call]:
    for deleted in request.parameters["Delete"]["Objects"]:
        action = "s3:DeleteObjectVersion" if deleted.get("VersionId") else "s3:DeleteObject"
        yield call_on(request, Resource(f"arn:aws:s3:::{request.parameters['Bucket']}/{deleted['Key']}"), action)


def _create_bucket(request: ApiRequest) -> Iterable[Call]:
    """API reference, CreateBucket, "Permissions": what a request sets beside the bucket takes the right to set it."""
    parameters = request.parameters
    further = {
        "s3:PutBucketAcl": parameters.get("ACL", "private") != "private",
        "s3:PutBucketObjectLockConfiguration": parameters.get("ObjectLockEnabledForBucket"),
        "s3:PutBucketOwnershipControls": parameters.get("ObjectOwnership"),
    }
    for action in ["s3:CreateBucket", *(action for action, is_set in further.items() if is_set)]:
        yield from on(bucket, action=action)(request)


def _renamed(actions: Mapping[str, str], find: Resources) -> Operations:
    return {operation: on(find, action=f"s3:{action}") for operation, action in actions.items()}


def _all_buckets(request: ApiRequest) -> Iterable[Call]:
    yield call_on(request, Resource("*"), "s3:ListAllMyBuckets")


SERVICE = Service(
    "s3",
    {
        **_renamed(BUCKET_ACTIONS, bucket),
        **_renamed(OBJECT_ACTIONS, _object),
        **each("GetObject HeadObject", _with_version("s3:GetObject")),
        "CreateBucket": _create_bucket,
        "DeleteObject": _with_version("s3:DeleteObject"),
        "DeleteObjects": _delete_objects,
        "ListBuckets": _all_buckets,
    },
)
