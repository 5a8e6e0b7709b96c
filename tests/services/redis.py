"""A Redis of our own on a free port: nothing on disk, gone afterwards; it can be stopped and started in between."""

import socket
import subprocess
import time

from .ports import free_port


class PrivateRedis:
    """`with PrivateRedis() as redis: redis.url`."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.server: subprocess.Popen | None = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()

    def start(self) -> None:
        words = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.server = subprocess.Popen(words, stdout=subprocess.DEVNULL, cwd="/tmp")  # noqa: S603, S607
        while not self.answers():
            time.sleep(0.05)

    def stop(self) -> None:
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=10)
            self.server = None

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
