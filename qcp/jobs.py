"""The embedded portal's jobs: one worker and one beat, as threads beside the one server process.

For `make run` only. Every letter and clock lives in the database, so nothing is lost when the process ends:
the in-memory broker carries nudges only, and the first minute after a start finds what is due.
"""

import logging
import tempfile
import threading
from pathlib import Path

from celery.beat import EmbeddedService

from .celery import app

logger = logging.getLogger(__name__)


def start_beside_the_server() -> None:
    """Start worker and beat as daemon threads of this process. Call once, after any fork."""
    worker = app.WorkController(
        concurrency=2,
        pool_cls="threads",
        hostname="embedded@localhost",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        quiet=True,
    )
    threading.Thread(target=worker.start, name="embedded-worker", daemon=True).start()
    schedule = Path(tempfile.mkdtemp(prefix="qcp-beat-")) / "schedule"
    beat = EmbeddedService(app, thread=True, schedule_filename=str(schedule))
    beat.daemon = True
    beat.start()
    logger.info("Worker and beat run beside the server.")
