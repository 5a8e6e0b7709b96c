"""`manage.py grants ROLE`: prints the SQL that leaves the portal's database account no more rights than it needs."""

from django.core.management.base import BaseCommand

from qcp.workflow.grants import statements


class Command(BaseCommand):
    help = "Prints the rights of the portal's everyday account in PostgreSQL: histories can be added to, not changed."

    def add_arguments(self, parser):
        parser.add_argument("role", help="the account with which web, workers and schedule sign in")

    def handle(self, role, **options):
        self.stdout.write("\n".join(statements(role)))
