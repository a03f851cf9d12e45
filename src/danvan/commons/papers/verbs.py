"""What the history says of files; the same for the records of every process."""

from django.utils.translation import gettext_lazy as _

ATTACHED, GENERATED = "paper_attached", "paper_generated"
SAID = {
    ATTACHED: _("{by} đính kèm tệp “{name}”"),
    GENERATED: _("{by} lưu văn bản “{name}”"),
}
