"""The trial of the robot: two browsers, and a portal that is a process of its own and is killed outright."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack

from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright

from qcp.accounts.models import Role, User
from tests.browser.conftest import FLAGS
from tests.factories.surveys import a_large_survey, enlist
from tests.prove.robot import Robot

STANDARDS = 100  # at three sites: three hundred items
CUTS_PER_STOP = 10
READY = "Ready for a visit without a network"


class Portal:
    """The same database, served by a process that can be killed."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("localhost", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        name = connection.settings_dict["NAME"]
        home = os.environ["QCP_DATABASE_URL"]
        database = home if connection.vendor == "sqlite" else f"{home.rsplit('/', 1)[0]}/{name}"
        self.environment = {**os.environ, "QCP_DATABASE_URL": database}

    def start(self) -> None:
        """Not waited for: the tablets find out by themselves."""
        words = [sys.executable, "-m", "tests.prove.robot_portal", str(self.port)]
        self.process = subprocess.Popen(words, env=self.environment, stderr=subprocess.DEVNULL)  # noqa: S603

    def stop(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def until_ready(self) -> None:
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()  # noqa: S310
                return
            except OSError:
                time.sleep(0.2)


def count(size: int) -> tuple[int, int]:
    """`size` cuts of the network, and the portal killed once in ten of them."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    people = {
        role: User.objects.create_user(f"{role}@robot.example", None, name=f"The {role}", role=role)
        for role in (Role.SURVEYOR, Role.PRACTICE, Role.STAFF)
    }
    enlist(people[Role.SURVEYOR])
    survey = a_large_survey(people[Role.SURVEYOR], people[Role.PRACTICE], people[Role.STAFF], standards=STANDARDS)
    portal = Portal()
    portal.start()
    portal.until_ready()
    with ExitStack() as stack:
        stack.callback(portal.stop)
        playwright = stack.enter_context(sync_playwright())
        address = f"{portal.url}/field/{survey.pk}/"
        tablets = {name: opened(stack, playwright, portal, address, people[Role.SURVEYOR]) for name in "AB"}
        robot = Robot(survey, tablets, address, portal)
        figure = robot.run(size, max(1, size // CUTS_PER_STOP))
        clashes = sum(robot.expected().values())
        print(f"{robot.cuts} cuts, {robot.stops} kills, {clashes} clashes, each shown once", file=sys.stderr)
        return figure


def opened(stack, playwright, portal, address: str, user):
    """A browser with a memory of its own that has the whole survey."""
    client, folder = Client(), stack.enter_context(tempfile.TemporaryDirectory())
    client.force_login(user)
    launch = {"executable_path": "/usr/bin/chromium", "args": FLAGS, "headless": True}
    context = playwright.chromium.launch_persistent_context(folder, **launch)
    stack.callback(context.close)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": portal.url}])
    page = context.pages[0]
    page.set_default_timeout(120_000)
    page.goto(address)
    page.locator(".field-ready").get_by_text(READY).wait_for(state="attached")
    return context, page
