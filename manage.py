#!/usr/bin/env python
"""Runs management commands; without any environment it works on the embedded portal of `make run`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.embedded")
    execute_from_command_line(sys.argv)
