"""`make check`: everything about the code that can be judged without running the portal."""

import os
import subprocess
import sys
from pathlib import Path

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "qcp.settings.base",
    "QCP_SECRET_KEY": "only-for-checking-settings-" + "k7Q!x2" * 8,
    "QCP_ALLOWED_HOSTS": "portal.example",
    "QCP_BASE_URL": "https://portal.example",
    "QCP_DATABASE_URL": "postgres://portal@127.0.0.1/portal",
    "QCP_REDIS_URL": "redis://127.0.0.1/0",
    "QCP_EMAIL_URL": "smtp://127.0.0.1:25",
    "QCP_SCANNER": "127.0.0.1:3310",
    "QCP_S3_BUCKET": "portal",
}

CHECKS: dict[str, tuple[list[str], dict[str, str]]] = {
    "format": (["-m", "ruff", "format", "--check", "--quiet", "."], {}),
    "lint": (["-m", "ruff", "check", "--quiet", "."], {}),
    "types": (["-m", "mypy"], {}),
    "imports": (["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"], {}),
    "migrations": (
        ["manage.py", "makemigrations", "--check", "--dry-run"],
        {"DJANGO_SETTINGS_MODULE": "qcp.settings.test"},
    ),
    "deployment": (["manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    "docs": (["manage.py", "docs", "--check"], {"DJANGO_SETTINGS_MODULE": "qcp.settings.test"}),
    "compose": (["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"], {}),
    "licences": (["-m", "tests.licences"], {}),
}


def main() -> int:
    failed = [name for name, (command, environment) in CHECKS.items() if not passes(name, command, environment)]
    found = registry_lines()
    print(f"{'FAILED' if found else 'ok':7} lock files name no registry")
    print(f"\n{len(CHECKS) - len(failed) + (not found)} passed, {len(failed) + bool(found)} failed")
    return 1 if failed or found else 0


def passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    done = subprocess.run(  # noqa: S603  our own table of commands
        [sys.executable, *command], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    print(f"{'ok' if done.returncode == 0 else 'FAILED':7} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


def registry_lines() -> list[str]:
    """Lines of the lock files that name where packages come from: there must be none."""
    return [
        line for lock in Path("requirements").glob("*.txt") for line in lock.read_text().splitlines() if "://" in line
    ]


if __name__ == "__main__":
    sys.exit(main())
