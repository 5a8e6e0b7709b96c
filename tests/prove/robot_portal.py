"""`python -m tests.prove.robot_portal PORT`: the portal as a process of its own, to be killed."""

import sys

import django
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        """Nobody reads along."""


def main(port: int) -> None:
    django.setup()
    server = ThreadedWSGIServer(("localhost", port), Quiet, allow_reuse_address=True)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
