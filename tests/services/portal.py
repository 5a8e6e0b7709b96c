"""The portal's own processes as they run in earnest: server, worker, commands, in a folder of their own."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from .ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent


class Portal:
    """An embedded portal in `folder`; more environment (a Redis, a PostgreSQL) may be given."""

    def __init__(self, folder: Path, **environment: str):
        self.folder, self.port = Path(folder), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PORT": str(self.port),
            "QCP_RUN_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "qcp.settings.embedded",
            **environment,
        }
        self.running: list[subprocess.Popen] = []

    def __enter__(self):
        """Migrated; from the second portal of this process on, by copying the first one's file."""
        fresh = Path(tempfile.gettempdir(), f"qcp-migrated-{os.getpid()}.sqlite3")
        if fresh.exists():
            shutil.copy(fresh, self.folder / "portal.sqlite3")
        else:
            self.command("migrate", "--verbosity", "0")
            shutil.copy(self.folder / "portal.sqlite3", fresh)
            atexit.register(fresh.unlink, missing_ok=True)
        return self

    def __exit__(self, *error):
        for process in self.running:
            self.end(process)

    def end(self, process: subprocess.Popen, how=signal.SIGTERM) -> None:
        """End one process and all that it started, which are its own group."""
        if process.poll() is None:
            os.killpg(process.pid, how)
            process.wait(timeout=90)

    def start(self, *words: str) -> subprocess.Popen:
        with (self.folder / f"process-{len(self.running)}.log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603
                [str(BIN / words[0]), *words[1:]],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.running.append(process)
        return process

    def serve(self) -> subprocess.Popen:
        """As `make run` does: one process with its jobs beside it."""
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        return self.start("gunicorn", *bind, "--config", "python:qcp.gunicorn_embedded", "qcp.wsgi")

    def work(self, *options: str) -> subprocess.Popen:
        """A Celery worker as in production."""
        return self.start("celery", "-A", "qcp", "worker", "--concurrency", "2", "--loglevel", "INFO", *options)

    def command(self, *words: str, given: str = "") -> str:
        """The answer of a management command; `given` is what it reads."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *words],
            env=self.environment, cwd=ROOT, input=given, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except OSError:
            return False

    def mails(self) -> list[Path]:
        return sorted((self.folder / "mail").glob("[!.]*.eml"))
