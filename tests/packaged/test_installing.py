"""What cannot be installed is named in one clear sentence, the last one that is said."""

import os
import shutil
import subprocess

import pytest

from tests.architecture.sources import ROOT

FAILS, WORKS = "#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n"
SOMEBODY = "#!/bin/sh\necho 1000\n"
ROOT_USER = "#!/bin/sh\necho 0\n"
INSTALLED = "#!/bin/sh\necho install ok installed\n"
# A Python that makes an environment in which nothing can be installed.
BARREN = '#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p .venv/bin; cp "$0" .venv/bin/python; exit 0; fi\n[ "$1" = -c ]\n'
OF_DEBIAN = {"dpkg-query": INSTALLED, "python3": BARREN}


@pytest.mark.parametrize(
    "programs, sentence",
    [
        (
            {"dpkg-query": FAILS, "apt-get": FAILS, "id": ROOT_USER},
            "Cannot install: {packages}. apt-get says why above.",
        ),
        (
            {"dpkg-query": FAILS, "apt-get": WORKS, "id": SOMEBODY, "sudo": FAILS},
            "Cannot install without root: {packages}. Run 'sudo apt-get install {packages}' and make again.",
        ),
        (OF_DEBIAN, "Cannot install the Python packages of requirements/runtime.txt; pip says why above."),
    ],
    ids=["no packages to be had", "nobody may install", "no Python packages to be had"],
)
def test_what_is_missing_is_named_in_one_sentence(tmp_path, programs, sentence):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, script in programs.items():
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)

    done = subprocess.run(
        ["/bin/sh", str(tmp_path / "requirements" / "install.sh"), "runtime"],
        env={"PATH": f"{tools}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )

    wanted = (ROOT / "requirements" / "system-runtime.txt").read_text().split()
    said = " ".join(done.stderr.strip().splitlines()[-1:]).replace("python3-venv ", "")
    assert done.returncode == 1
    assert said == sentence.format(packages=" ".join(name for name in wanted if name != "python3-venv"))
