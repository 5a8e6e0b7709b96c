"""Tests: the embedded portal with a throw-away store; QCP_DATABASE_URL and QCP_REDIS_URL choose real servers."""

import os
import tempfile

os.environ.setdefault("QCP_RUN_DIR", tempfile.mkdtemp(prefix="qcp-tests-"))
os.environ.setdefault("QCP_DATABASE_URL", "sqlite:///:memory:")

from .embedded import *  # noqa: E402, F403  settings are layered by import
from .embedded import DATABASES, MIDDLEWARE, TEMPLATES  # noqa: E402
from .tables import FromModels  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {}
else:
    MIDDLEWARE = ["qcp.settings.turns.OneAtATime", *MIDDLEWARE]
    MIGRATION_MODULES = FromModels()  # the run on PostgreSQL goes through the migrations
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
