"""One entry for each record that can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.records.models import Audience, Record


class Entry(models.Model):
    """Words of a record: as written and folded (without diacritics); kind and audience stand here too, for one look-up.

    The word index beside it (FTS5, or a `tsvector` column) is kept by the database itself, see migration 0001.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="entry")
    kind = models.CharField(max_length=60)
    audience = models.CharField(max_length=10, choices=Audience)
    exact = models.TextField()
    folded = models.TextField()

    class Meta:
        verbose_name = _("mục tìm kiếm")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.exact[:80]
