"""gunicorn's settings for the packaged portal: WEB_CONCURRENCY processes with threads, renewed now and then."""

worker_class = "qcp.reception.Reception"
threads = 4
timeout = 60
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm"  # noqa: S108  the heartbeat of the processes, in memory: a slow disk must not end them
control_socket_disable = True
accesslog = None
graceful_timeout = 40


def post_worker_init(worker):
    """So long the proxy or balancer in front has to read at /readyz that nobody should be sent here any more."""
    worker.leaving_seconds = 10
