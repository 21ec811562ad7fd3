"""Django's settings; what an operator may change is declared in env.py."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from neuguong.config import databases, env, logs

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.read("NEUGUONG_HOME")).resolve()
OPTIONS = env.OPTIONS
SECRET_KEY = env.secret_key(HOME)
DEBUG = env.read("NEUGUONG_DEBUG") == "1"
ALLOWED_HOSTS = env.read("NEUGUONG_HOSTS").split(",")
PUBLIC_URL = env.read("NEUGUONG_URL").rstrip("/")

ROOMS = [
    "portal",
    "interchange",
    "reporting",
    "commendations",
    "classification",
    "activities",
    "initiatives",
    "commitments",
    "directives",
    "documents",
    "campaigns",
    "privacy",
    "organisations",
    "accounts",
    "notices",
    "files",
    "audit",
    "ui",
    "core",
]
INSTALLED_APPS = [
    "neuguong.config",
    *(f"neuguong.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "neuguong.accounts.social.QuietSocialConfig",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "neuguong.portal.shielding.ShieldMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "neuguong.portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "neuguong.portal.guard.SessionMiddleware",
    "neuguong.portal.middleware.ActorMiddleware",
    "neuguong.portal.guard.SecondFactorMiddleware",
    "neuguong.privacy.noticing.NoticeMiddleware",
    "neuguong.portal.middleware.ScopeMiddleware",
    "neuguong.portal.costly.CostlyMiddleware",
    "neuguong.portal.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "neuguong.config.urls"
WSGI_APPLICATION = "neuguong.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "neuguong.portal.context.shell",
            ],
            "builtins": ["neuguong.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASE_URL = env.read("DATABASE_URL")
DATABASES = {"default": databases.postgresql(DATABASE_URL) if DATABASE_URL else databases.sqlite(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    *({"NAME": f"neuguong.accounts.passwords.{name}"} for name in ("NotTooLong", "NotKnown", "NotAboutUs")),
]
# Words of the product and of the work, which anybody would try first; each account adds its own.
PASSWORD_WORDS = (
    "nêu gương",
    "neuguong",
    "đảng bộ",
    "chi bộ",
    "đảng ủy",
    "bí thư",
    "quản trị",
    "chuyên viên",
    "văn phòng",
    "cấp ủy",
    "mật khẩu",
    "admin",
    "password",
)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "neuguong.accounts.adapter.ClosedAdapter"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Guesses are counted in accounts/queries/guessing.py, where an office behind one address is not one guesser.
# A new password that is refused is no guess: for the old one, wrong tries are counted there as well.
ACCOUNT_RATE_LIMITS = dict.fromkeys(("login", "login_failed", "change_password", "reset_password_from_key"))
ACCOUNT_FORMS = {"change_password": "neuguong.accounts.forms.ChangeForm"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Nothing is guessed with a passkey, and a whole office comes at eight o'clock.
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
PASSWORD_RESET_TIMEOUT = 600
MFA_ADAPTER = "neuguong.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_ISSUER = "Nêu Gương"
MFA_FORMS = {
    "authenticate": "neuguong.accounts.factors.CodeForm",
    "reauthenticate": "neuguong.accounts.factors.CodeAgainForm",
    "add_webauthn": "neuguong.accounts.factors.PasskeyForm",
    "edit_webauthn": "neuguong.accounts.factors.RenameForm",
}
SECOND_FACTOR = env.read("NEUGUONG_SECOND_FACTOR")
SECOND_FACTOR_ROLES: tuple[str, ...] = ("officer", "standing", "inspector", "admin")
INVITATION_DAYS = int(env.read("NEUGUONG_INVITATION_DAYS"))
SOCIALACCOUNT_ADAPTER = "neuguong.accounts.oidc.OfficeSocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_ISSUER = env.read("NEUGUONG_OIDC_ISSUER")
OIDC_NAME = env.read("NEUGUONG_OIDC_NAME")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "neuguong.accounts.oidc.OfficeProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": env.read("NEUGUONG_OIDC_CLIENT"),
                "secret": env.read("NEUGUONG_OIDC_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
TRUSTED_PROXIES = int(env.read("NEUGUONG_PROXIES"))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "neuguong.accounts.queries.guessing.counted_name"
AXES_CLIENT_IP_CALLABLE = "neuguong.accounts.origin.address"
AXES_SENSITIVE_PARAMETERS = ["csrfmiddlewaretoken", "code", "credential"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "neuguong.portal.views.entrance.locked"
CSRF_FAILURE_VIEW = "neuguong.portal.views.errors.csrf_failure"
SESSION_COOKIE_AGE = 60 * int(env.read("NEUGUONG_IDLE_MINUTES"))
SESSION_HOURS = 8
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
_HTTPS = env.read("NEUGUONG_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
# A browser takes the prefix from this host alone, over TLS alone; without TLS there is no such cookie.
COOKIE_PREFIX = "__Host-" if _HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}device"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_REDIRECT_EXEMPT = ["^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
LARGEST_BODY = 60 * 1024 * 1024
WEB_THREADS = 4
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = logs.configuration(HOME)

_MAIL = urlsplit(env.read("NEUGUONG_MAIL"))
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname, _MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10
QUIET_HOURS = tuple(map(int, env.read("NEUGUONG_QUIET_HOURS").split("-")))
DEFAULT_FROM_EMAIL = env.read("NEUGUONG_MAIL_FROM")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["neuguong.ui.formats"]

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "neuguong.interchange.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
