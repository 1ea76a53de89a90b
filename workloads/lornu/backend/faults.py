"""What is wrong with a client's message, in words that do not repeat it."""

from pydantic import ValidationError


def first_fault(error: ValidationError) -> str:
    fault = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    problem = f"{fault['msg'][0].lower()}{fault['msg'][1:]}"
    return f"{where}: {problem}" if where else problem
