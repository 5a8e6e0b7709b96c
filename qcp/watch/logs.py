"""Log lines: one JSON object each, with what happened and on which page, and nobody in them.

Paths, queries, messages of errors and local variables can carry tokens, names and addresses; so a line names the page
as the table of addresses does, and an error by its kind and the places it went through.
"""

import re
import traceback

import structlog

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
OF_A_REQUEST = {"method", "page", "role", "status", "ms"}


def formatter() -> dict:
    """For LOGGING["formatters"]."""
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": BEFORE,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=False),
        ],
    }


def page_instead_of_path(logger, method, line: dict) -> dict:
    """Django's own lines about a request quote its path; ours name the page."""
    request = getattr(line.get("_record"), "request", None)
    match = getattr(request, "resolver_match", None)
    if request is not None:
        line["event"] = "A request was refused or failed."
        line["page"] = match.view_name if match else "none"
    return line


def error_without_words(logger, method, line: dict) -> dict:
    """The kind of an error and the places it went through; never its message, which may quote a row."""
    given = line.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else None
    if error is not None:
        line["error"] = type(error).__name__
        line["places"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return line


def addresses_masked(logger, method, line: dict) -> dict:
    return {key: ADDRESS.sub("(address)", value) if isinstance(value, str) else value for key, value in line.items()}


BEFORE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(allow=OF_A_REQUEST),
    page_instead_of_path,
    error_without_words,
    addresses_masked,
]
