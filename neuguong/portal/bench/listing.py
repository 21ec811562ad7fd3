"""The list page against its bound of twelve questions, whatever the number of rows."""

import json
import os
import subprocess
import sys
import tempfile

from neuguong.core.errors import Refusal
from neuguong.portal.bench.results import Result

BOUND = 12.0
_SCRIPT = (
    "import django; django.setup(); "
    "from django.conf import settings; settings.ALLOWED_HOSTS = ['*']; "
    "settings.STORAGES = {**settings.STORAGES, 'staticfiles': "
    "{'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}; "
    "from django.core.management import call_command; call_command('migrate', verbosity=0); "
    "from neuguong.portal.bench.pages import told; print(told())"
)


def measure(_size: int) -> list[Result]:
    """Open a list with 1, 3 and 1,000 rows and count the queries of each."""
    with tempfile.TemporaryDirectory(prefix="neuguong-bench-") as folder:
        own = {"NEUGUONG_HOME": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "neuguong.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT], env={**os.environ, **own}, capture_output=True, text=True, check=False
        )
    if done.returncode != 0:
        raise Refusal(f"Phép đo dừng: {(done.stderr.strip().splitlines() or ['không nói gì'])[-1]}")
    counts = {int(rows): asked for rows, asked in json.loads(done.stdout).items()}
    most = max(counts.values())
    note = ", ".join(f"{rows} dòng: {asked}" for rows, asked in counts.items())
    return [Result("list-page", round(BOUND / most, 2), 1.0, most, BOUND, "truy vấn", note)]
