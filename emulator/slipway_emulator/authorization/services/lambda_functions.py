"""Lambda: Service Authorization Reference, "AWS Lambda"."""

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, named, new, on
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, name_or_arn: str) -> Resource:
    """A function, with its tags where it is there."""
    name = name_or_arn.rpartition("function:")[2]
    return Resource(
        request.arn(f"function:{name}"), tags_if_found(lambda: request.moto("lambda").get_function(name).tags)
    )


SERVICE = Service(
    "lambda",
    {
        "ListFunctions": anywhere,
        "CreateFunction": makes(new("function:{FunctionName}"), "lambda:TagResource"),
        **each(
            "DeleteFunction GetFunction GetFunctionCodeSigningConfig GetFunctionConfiguration ListVersionsByFunction"
            " UpdateFunctionCode UpdateFunctionConfiguration",
            on(named(_known, "FunctionName")),
        ),
        "Invoke": on(named(_known, "FunctionName"), action="lambda:InvokeFunction"),
        **each("ListTags TagResource UntagResource", on(named(_known, "Resource"))),
    },
)
