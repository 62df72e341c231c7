"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.settings.embedded")
application = get_wsgi_application()

from yiwang.jobs.clock import start_thread  # noqa: E402 - needs Django ready

start_thread()
