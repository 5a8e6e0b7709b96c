"""gunicorn's settings for a server that says so, once a worker of it answers."""

import os
from pathlib import Path


def post_worker_init(worker):
    worker.leaving_seconds = int(os.environ["LEAVING"])
    Path(os.environ["READY"]).write_text("ready")
