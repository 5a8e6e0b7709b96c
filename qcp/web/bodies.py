"""What a script sent as the body of a request; a form or a broken line in its place is nothing, and never an error."""

import json

from django.http import RawPostDataException, UnreadablePostError


def body_of(request) -> bytes:
    try:
        return request.body
    except (RawPostDataException, UnreadablePostError):  # a form was read already, or the line broke
        return b""


def json_of(content: bytes) -> object:
    """None where it is no JSON, or nested so deeply that nobody can mean it."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
