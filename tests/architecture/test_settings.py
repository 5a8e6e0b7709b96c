"""The environment is read in one file and described in another; both must name the same."""

import re

from .sources import ROOT


def test_the_example_environment_names_every_variable_that_production_reads():
    read = set(re.findall(r'env\.\w+\("(QCP_\w+)"', (ROOT / "qcp/settings/base.py").read_text()))
    described = set(re.findall(r"^(QCP_\w+)=", (ROOT / ".env.example").read_text(), re.M))
    assert described == read
