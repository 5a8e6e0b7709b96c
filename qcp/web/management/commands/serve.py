"""`make run`, once everything is installed: a ready database, a demo program, and the portal at its address."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from qcp.pretend_bank import ports
from qcp.simulation.accounts import printed_accounts
from qcp.simulation.recipient import printed_token


class Command(BaseCommand):
    help = "Prepares the embedded portal and serves it, with its jobs beside the server."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--no-demo", action="store_true", default=os.environ.get("DEMO") == "0")

    def handle(self, port, no_demo, **options):
        call_command("migrate", verbosity=0)
        call_command("catalogue")
        if not no_demo:
            call_command("demo")
            self.stdout.write(printed_accounts())
            self.stdout.write(printed_token())
        self.stdout.write(f"\nThe portal is at http://127.0.0.1:{port}  (stop it with Ctrl-C)")
        self.stdout.flush()
        server = settings.BASE_DIR / ".venv" / "bin" / "gunicorn"
        arguments = ["--bind", f"127.0.0.1:{port}", "--config", "python:qcp.gunicorn_embedded", "qcp.wsgi"]
        os.environ["PORT"] = str(port)
        if "QCP_STRIPE_SECRET_KEY" not in os.environ:
            os.environ.setdefault("QCP_PRETEND_BANK_PORT", str(ports.near(port)))
        os.execv(server, [str(server), *arguments])  # noqa: S606  our own server, our own arguments
