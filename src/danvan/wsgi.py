"""The application that the web server runs."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")
application = get_wsgi_application()

from danvan.commons import checks  # noqa: E402 - only once Django stands

if problem := checks.demo_on_live_site():
    raise ImproperlyConfigured(problem)
