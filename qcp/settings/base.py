"""Production settings. Every environment variable is read here, and only here."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from qcp.watch.logs import formatter

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

# --- What the environment decides ------------------------------------------------------------
SECRET_KEY = env.str("QCP_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("QCP_FORMER_SECRET_KEYS", default=[])  # they open what they sealed, and seal nothing
ALLOWED_HOSTS = env.list("QCP_ALLOWED_HOSTS")
BASE_URL = env.str("QCP_BASE_URL")
DATABASES = {"default": env.db("QCP_DATABASE_URL")}
REDIS_URL = env.str("QCP_REDIS_URL")
EMAIL_CONFIG = env.email_url("QCP_EMAIL_URL")
SCANNER = env.str("QCP_SCANNER")  # 'host:port' of clamd, or 'none'
S3_BUCKET = env.str("QCP_S3_BUCKET")
S3_ENDPOINT = env.str("QCP_S3_ENDPOINT", default=None)
S3_REGION = env.str("QCP_S3_REGION", default=None)
STRIPE_SECRET_KEY = env.str("QCP_STRIPE_SECRET_KEY", default="")  # empty: no card payments
STRIPE_WEBHOOK_SECRETS = env.list("QCP_STRIPE_WEBHOOK_SECRETS", default=[])  # two while one replaces the other
STRIPE_API = env.str("QCP_STRIPE_API", default="https://api.stripe.com")
STRIPE_CHECKOUT = env.str("QCP_STRIPE_CHECKOUT", default="https://checkout.stripe.com")
TRUSTED_PROXIES = env.list("QCP_TRUSTED_PROXIES", default=[])
METRICS_TOKEN = env.str("QCP_METRICS_TOKEN", default="")  # without one nobody reads /metrics
VISITOR = (  # with which `try_saving` signs in
    env.str("QCP_VISITOR_EMAIL", default=""),
    env.str("QCP_VISITOR_PASSWORD", default=""),
    env.str("QCP_VISITOR_TOTP", default=""),
)
FIELD_OFFLINE = env.bool("QCP_FIELD_OFFLINE", default=True)  # false: tablets give the kept pages back, none is kept
LOG_REQUESTS = env.str("QCP_LOG_REQUESTS", default="INFO")  # WARNING: no line for each request

# --- What the program decides (each is a default of ours that the office may change) ----------
PROGRAM_MAILBOX = env.str("QCP_PROGRAM_MAILBOX", default="qopicertification@asco.org")
MFA_REQUIRED = True
UNDO_SECONDS = 60
POLICY_YEARS = 3  # a written policy is looked at again at least that often
UPLOADS_A_DAY = {  # what one person of each role may hand in, and the people of one practice together
    "practice": {"files": 200, "megabytes": 1000},
    "surveyor": {"files": 1000, "megabytes": 5000},  # a photo is a file, and a visit can have hundreds
    "reviewer": {"files": 100, "megabytes": 500},
    "council": {"files": 100, "megabytes": 500},
    "staff": {"files": 500, "megabytes": 3000},
    "manager": {"files": 500, "megabytes": 3000},
    "together": {"files": 500, "megabytes": 3000},
}
CLOCKS = env.json("QCP_CLOCKS", default={})  # lengths that are the portal's own: {"invoice": "45 days"}
HOLIDAY_CALENDAR = env.str("QCP_HOLIDAY_CALENDAR", default="US")
RECERTIFICATION_GRACE = env.bool("QCP_RECERTIFICATION_GRACE", default=True)
ANNIVERSARY_ATTESTATION = env.bool("QCP_ANNIVERSARY_ATTESTATION", default=False)  # asked once a year of the certified
EXTENSION_FOR_RECERTIFYING = env.bool("QCP_EXTENSION_FOR_RECERTIFYING", default=False)
FIELD_PHOTOS = env.bool("QCP_FIELD_PHOTOS", default=False)  # a photo can show a patient: on only by the program's word
EXTENSIONS_PER_APPLICATION = env.int("QCP_EXTENSIONS_PER_APPLICATION", default=1)
CONFLICT_LOOK_BACK_YEARS = env.int("QCP_CONFLICT_LOOK_BACK_YEARS", default=5)  # after a surveyor's connection ended
FEEDBACK_DAYS = env.int("QCP_FEEDBACK_DAYS", default=90)  # after the decision
CALIBRATION_PERCENT = env.int("QCP_CALIBRATION_PERCENT", default=5)  # of findings are rated a second time
DEMONSTRATION = False
EMBEDDED = False

# --- Django -----------------------------------------------------------------------------------
DEBUG = False
ROOT_URLCONF = "qcp.urls"
WSGI_APPLICATION = "qcp.wsgi.application"
LANGUAGE_CODE = "en-us"
FORMAT_MODULE_PATH = "qcp.formats"
TIME_ZONE = "America/New_York"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

INSTALLED_APPS = [
    "qcp.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "storages",
    "qcp.accounts",
    "qcp.access",
    "qcp.workflow",
    "qcp.deadlines",
    "qcp.notices",
    "qcp.documents",
    "qcp.desk.apps.DeskConfig",
    "qcp.web",
    "qcp.watch",
    "qcp.simulation",
    "practices",
    "applications",
    "surveys",
    "compliance",
]

MIDDLEWARE = [
    "qcp.watch.middleware.RequestLines",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "qcp.web.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "qcp.access.middleware.AccessMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "qcp.accounts.middleware.SessionLimits",
    "qcp.accounts.middleware.SecondStepFirst",
    "qcp.notices.recorder.FirstViewRecorder",
    "qcp.access.recorder.AccessRecorder",
    "compliance.api.recorder.DisclosureRecorder",
    "qcp.access.seeing.SeesAs",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qcp.web.context.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

CACHES = {
    "default": {
        "BACKEND": "qcp.web.caches.SteadyCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT,
            "region_name": S3_REGION,
            "signature_version": "s3v4",
            "file_overwrite": False,
            "default_acl": None,
        },
    },
    "staticfiles": {"BACKEND": "qcp.web.static.Stamped"},
}
FILE_UPLOAD_HANDLERS = [
    "qcp.documents.limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "qcp.documents.limit.CarefulTemporaryFile",
]
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# --- Sign-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "qcp.accounts.words.NotJustOurWords"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_ADAPTER = "qcp.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proves the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "reset_password": "20/h/ip,3/h/key", "reset_password_from_key": "20/m/ip"}
MFA_ADAPTER = "qcp.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # for allauth: the invitation has verified it
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_EXEMPTION = "practices.people.only_looks"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 24 * 3600

# --- Safety -------------------------------------------------------------------------------------
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_FAILURE_VIEW = "qcp.web.views.errors.form_too_old"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *([STRIPE_CHECKOUT] if STRIPE_SECRET_KEY else [])],  # a redirect after a form counts
        "frame-ancestors": [NONE],
    }
}

# --- Mail ---------------------------------------------------------------------------------------
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
MAIL_PROVIDER = "qcp.notices.providers.smtp.Smtp"
DEFAULT_FROM_EMAIL = f"QOPI Certification Program <{PROGRAM_MAILBOX}>"

# --- Card payments ------------------------------------------------------------------------------
CARD_BANK = "applications.bank.stripe_checkout.StripeCheckout"
CARD_SECONDS = 2.5  # so long a page waits for the bank; a worker waits longer

# --- Jobs ---------------------------------------------------------------------------------------
# Everything may run twice, so a job is acknowledged after its work. Nothing is scheduled further ahead than Redis
# keeps a job hidden; what is due later is a row that a sweep finds. What a killed worker held comes back in seconds.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "max_retries": 0,  # a page that nudges a broker which is away goes on at once; the sweep delivers
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE

# --- Logs: one JSON object a line, to standard error ---------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": formatter()},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "qcp.requests": {"level": LOG_REQUESTS},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}
