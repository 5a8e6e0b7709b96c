"""docker-compose.yml as a program: its services started natively, its settings pointed at them."""

import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import yaml

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES, PORTAL = COMPOSE["services"], COMPOSE["x-portal"]
SECRETS = {
    "QCP_SECRET_KEY": "only-in-this-test-" + "k7Q!x2" * 8,
    "QCP_DATABASE_PASSWORD": "unused-by-a-private-cluster",
    "QCP_STORE_SECRET": "unused-by-a-private-store",
}


def filled_in(text: str, given: dict[str, str]) -> str:
    """`${NAME:-default}` and `${NAME:?message}` as Compose reads them; a missing value it insists on is a KeyError."""

    def value(found):
        name, how, rest = found.groups()
        return given[name] if how == "?" else given.get(name) or rest

    return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", value, text)


def environment(given: dict[str, str]) -> dict[str, str]:
    """The portal's environment in Compose."""
    return {name: filled_in(text, given) for name, text in PORTAL["environment"].items()}


class Composed:
    """The portal's processes with the commands of the file, in the environment given."""

    def __init__(self, folder: Path, **peers: str):
        self.folder, self.port = folder, free_port()
        self.environment = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(folder)} | environment(SECRETS) | peers
        self.running: list[subprocess.Popen] = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(timeout=30)

    def build(self) -> None:
        """What the image brings along: the collected static files."""
        self.run("python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0")

    def once(self, service: str) -> None:
        """A service that runs to its end."""
        self.run(*shlex.split(SERVICES[service]["command"]))

    def start(self, service: str) -> subprocess.Popen:
        words = shlex.split(SERVICES[service].get("command", "")) or self.of_the_image()
        with (self.folder / f"{service}.log").open("wb") as log:
            process = subprocess.Popen(words, env=self.environment, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603
        self.running.append(process)
        return process

    def of_the_image(self) -> list[str]:
        """The image's own command, on our port."""
        command = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M).group(1)
        return [word.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}") for word in yaml.safe_load(command)]

    def run(self, *words: str, given: str = "") -> str:
        done = subprocess.run(  # noqa: S603
            words, env=self.environment, cwd=ROOT, input=given, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout

    def alive(self) -> bool:
        """As Compose asks."""
        line = SERVICES["web"]["healthcheck"]["test"][1].replace("$$", "$") + f" http://127.0.0.1:{self.port}"
        return (
            subprocess.run(["sh", "-c", line], env=self.environment, cwd=ROOT, stderr=subprocess.DEVNULL).returncode
            == 0
        )  # noqa: S603, PLW1510


def until(question, seconds: int = 60):
    """The first true answer."""
    end = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < end, f"No answer within {seconds} s."
        time.sleep(0.3)
    return answer
