"""The file box of a form: a file that may not stay is refused at the box, before anything is written."""

from typing import Any

from django.core.exceptions import ValidationError

from danvan.commons.papers.formats import ENDINGS
from danvan.commons.papers.keeping import Arrived, arrive
from danvan.commons.papers.refusal import PaperRefused
from danvan.ui.forms import FileField


class PaperField(FileField):
    """Cleans to an `Arrived`, ready for `receive`."""

    def __init__(self, *, endings: tuple[str, ...] = ENDINGS, **kwargs: Any) -> None:
        super().__init__(endings=endings, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Arrived | None:
        """Examine the file. Raises `ValidationError` with the refusal's words."""
        upload = super().clean(data, initial)
        try:
            return arrive(upload) if upload else None
        except PaperRefused as refused:
            raise ValidationError(str(refused), code="refused") from refused
