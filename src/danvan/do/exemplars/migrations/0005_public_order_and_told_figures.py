from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Concat, Left


def fill(apps, schema_editor):
    """The order of what is there: by its name, an unnamed person by the words that the public reads."""
    Exemplar = apps.get_model("exemplars", "Exemplar")
    Unit = apps.get_model("people", "Unit")
    unit = Unit.objects.filter(pk=OuterRef("unit")).values("folded")[:1]
    unnamed = Exemplar.objects.filter(who="individual", consent=False)
    Exemplar.objects.update(sorted_as=F("folded"))
    unnamed.update(sorted_as=Left(Concat(Value("dien hinh ca nhan, "), Subquery(unit)), 300))
    Exemplar.objects.exclude(source="").update(told_year=F("first_year"))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.connection.check_constraints()  # what was updated waits for its keys, and then takes no index


class Migration(migrations.Migration):

    dependencies = [
        ("exemplars", "0004_drafts_as_typed"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="exemplar", name="exemplar_public_name"),
        migrations.AddField("exemplar", "sorted_as", models.CharField(max_length=300, default=""), preserve_default=False),
        migrations.AddField("exemplar", "told_year", models.PositiveSmallIntegerField(
            blank=True, null=True, verbose_name="năm nguồn nêu")),
        migrations.AddField("exemplar", "told_measure", models.CharField(
            blank=True, default="", max_length=40, verbose_name="đơn vị tính nguồn nêu"), preserve_default=False),
        migrations.AddField("exemplar", "told_amount", models.DecimalField(
            blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="kết quả nguồn nêu")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex("exemplar", models.Index(
            fields=["audience", "sorted_as", "record"], name="exemplar_public_order")),
        migrations.AddIndex("exemplar", models.Index(
            condition=models.Q(("told_year__isnull", False)), fields=["told_year", "told_measure"], name="exemplar_told")),
    ]
