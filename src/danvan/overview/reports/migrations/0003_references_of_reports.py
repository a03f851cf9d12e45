from django.db import migrations


def number(apps, schema_editor):
    """What was begun without a reference gets the next ones of its year, oldest first."""
    Record, Counter = (apps.get_model("records", name) for name in ("Record", "Counter"))
    last = {}
    rows = apps.get_model("reports", "Report").objects.filter(record__reference=None).order_by("year", "record")
    for year, record in rows.values_list("year", "record"):
        key = f"BC-{year}"
        if key not in last:
            last[key] = Counter.objects.filter(key=key).values_list("last", flat=True).first() or 0
        last[key] += 1
        Record.objects.filter(pk=record).update(reference=f"{key}-{last[key]:05d}")
    for key, given in last.items():
        Counter.objects.update_or_create(key=key, defaults={"last": given})


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_words_of_columns"), ("records", "0001_records_events_counters")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
