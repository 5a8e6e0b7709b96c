"""`make run`: SQLite, local files, jobs beside the server, mail in a folder. No other service needed."""

import os
import secrets
from pathlib import Path

RUN_DIR = Path(os.environ.get("QCP_RUN_DIR", Path(__file__).resolve().parent.parent.parent / ".run"))
RUN_DIR.mkdir(parents=True, exist_ok=True)


def kept(name: str, length: int) -> str:
    """A random text made at the first start and kept beside the database."""
    file = RUN_DIR / name
    if not file.exists():
        file.write_text(secrets.token_urlsafe(length))
    return file.read_text()


os.environ.setdefault("QCP_SECRET_KEY", kept("secret-key", 48))
os.environ.setdefault("QCP_ALLOWED_HOSTS", "127.0.0.1,localhost")
os.environ.setdefault("QCP_BASE_URL", "http://127.0.0.1:" + os.environ.get("PORT", "8000"))
os.environ.setdefault("QCP_DATABASE_URL", f"sqlite:///{RUN_DIR / 'portal.sqlite3'}")
os.environ.setdefault("QCP_REDIS_URL", "memory://localhost/")
os.environ.setdefault("QCP_EMAIL_URL", f"filemail:///{RUN_DIR / 'mail'}")
os.environ.setdefault("QCP_SCANNER", "none")
os.environ.setdefault("QCP_S3_BUCKET", "unused")
PRETEND_BANK_PORT = int(os.environ.get("QCP_PRETEND_BANK_PORT", "0"))  # `serve` chooses it; 0: no card payments
if PRETEND_BANK_PORT and "QCP_STRIPE_SECRET_KEY" not in os.environ:
    os.environ["QCP_STRIPE_SECRET_KEY"] = "sk_test_pretend_bank"  # noqa: S105  opens nothing
    os.environ["QCP_STRIPE_WEBHOOK_SECRETS"] = kept("pretend-bank-secret", 24)
    os.environ["QCP_STRIPE_API"] = os.environ["QCP_STRIPE_CHECKOUT"] = f"http://127.0.0.1:{PRETEND_BANK_PORT}"
os.environ.setdefault("QCP_LOG_REQUESTS", "WARNING")


from .base import *  # noqa: E402, F403  settings are layered by import
from .base import DATABASES, REDIS_URL, STORAGES  # noqa: E402

EMBEDDED = True
DEMO_PASSWORD = os.environ.get("QCP_DEMO_PASSWORD") or kept("demo-password", 9)
DEMO_TOKEN = f"qcp_{kept('demo-token', 32)}"
DEMONSTRATION = True
MFA_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DATABASES["default"]["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["default"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": RUN_DIR / "files"},
}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = RUN_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)

MAIL_FOLDER = RUN_DIR / "mail"
MAIL_PROVIDER = "qcp.notices.providers.folder.Folder"
EMAIL_BACKEND = "qcp.notices.providers.folder.FolderBackend"
if REDIS_URL.startswith("memory:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.05, "max_retries": 0}

SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
