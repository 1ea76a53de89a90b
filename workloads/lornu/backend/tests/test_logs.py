import json
import logging
import sys
from typing import Any

from backend.logs import JsonFormatter


def written(record: logging.LogRecord) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(JsonFormatter("staging").format(record))
    return line


def record_of(name: str, message: str, *arguments: object, **fields: object) -> logging.LogRecord:
    return logging.getLogger(name).makeRecord(
        name, logging.WARNING, "file.py", 1, message, arguments, None, extra=fields
    )


def test_writes_the_fields_that_this_program_gives() -> None:
    line = written(record_of("backend.generate", "refused", code="busy", status=503))
    assert (line["message"], line["level"], line["code"], line["status"]) == ("refused", "WARNING", "busy", 503)
    assert line["environment"] == "staging"
    assert line["time"].endswith("+00:00")


def test_writes_what_a_library_says_without_what_it_says_it_about() -> None:
    line = written(record_of("google_genai.models", "request failed: %s", "a prompt", body="a prompt"))
    assert line["message"] == "request failed: %s"
    assert "a prompt" not in json.dumps(line)


def test_writes_where_an_exception_came_from_without_its_message() -> None:
    record = record_of("backend.generate", "unexpected error")
    try:
        raise ValueError("a prompt")
    except ValueError:
        record.exc_info = sys.exc_info()
    line = written(record)
    assert line["error"] == "ValueError"
    assert line["at"][-1].startswith("test_logs.py:")
    assert "a prompt" not in json.dumps(line)


def test_keeps_a_line_feed_from_starting_another_line() -> None:
    assert "\n" not in JsonFormatter("staging").format(record_of("backend", "one\ntwo"))
