"""The smallest program behind a server: it answers with what it was sent."""


def application(environ, start_response):
    content = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(content))), ("Content-Type", "text/plain")])
    return [content]
