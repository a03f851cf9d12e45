"""The application that the web server runs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")
django_application = get_wsgi_application()

from danvan.commons import checks  # noqa: E402 - only once Django stands
from danvan.front.bounds import readable_type  # noqa: E402

if problem := checks.demo_on_live_site():
    raise ImproperlyConfigured(problem)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request; what is not in UTF-8 is marked, to be refused on a plain page."""
    environ["CONTENT_TYPE"] = readable_type(environ.get("CONTENT_TYPE", ""))
    return django_application(environ, start_response)
