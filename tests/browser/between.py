"""A real peer between a browser and the portal: it passes every request on, and keeps the bodies of what was sent."""

import http.client
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

DROPPED = {"connection", "transfer-encoding", "keep-alive", "server", "date", "content-length"}


class Between:
    def __init__(self, portal: str):
        self.portal, self.received = urlsplit(portal).netloc, queue.Queue()
        self.server = ThreadingHTTPServer(("localhost", 0), self.passing_on())
        self.url = f"http://localhost:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def passing_on(self):
        between = self

        class PassingOn(BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer, content = between.ask(self.command, self.path, dict(self.headers), body)
                if self.command == "POST" and self.path.endswith("/sync"):
                    between.received.put(body)  # the portal has it by now
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in DROPPED:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET

            def log_message(self, *words):
                """Nobody reads along."""

            def handle(self):
                try:
                    super().handle()
                except ConnectionError:
                    """A window that was closed reads no answer."""

        return PassingOn

    def ask(self, method: str, path: str, headers: dict, body: bytes):
        """The Host stays the browser's, so that the portal takes the request for one of its own."""
        connection = http.client.HTTPConnection(self.portal, timeout=60)
        connection.request(method, path, body=body, headers={**headers, "Connection": "close"})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content
