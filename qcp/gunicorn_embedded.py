"""gunicorn's settings for the embedded portal: one process, several threads, the jobs beside them."""

from qcp import jobs
from qcp.pretend_bank import beside

workers = 1
worker_class = "qcp.reception.Reception"
threads = 8
control_socket_disable = True
accesslog = None


def post_worker_init(worker):
    """Threads do not survive a fork, so the jobs start in the process that serves, and the pretend bank with them."""
    beside.start_beside_the_server()
    jobs.start_beside_the_server()
