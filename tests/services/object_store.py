"""An object store that speaks the S3 protocol, on a free port, empty at the start."""

import threading
from contextlib import contextmanager

from werkzeug.serving import make_server


@contextmanager
def private_object_store():
    """Yield its address."""
    from moto.server import DomainDispatcherApplication, create_backend_app  # noqa: PLC0415  slow to load

    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
