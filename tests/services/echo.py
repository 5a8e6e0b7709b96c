"""The smallest program behind a server: it answers with what it was sent, or that it is leaving."""

from qcp import leaving


def application(environ, start_response):
    content = environ["wsgi.input"].read() if leaving.since is None else b"leaving"
    start_response("200 OK", [("Content-Length", str(len(content))), ("Content-Type", "text/plain")])
    return [content]
