import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat


def fill(apps, schema_editor):
    """Whose notice a mail carries stands in its key."""
    Mail, Notice = apps.get_model("notices", "Mail"), apps.get_model("notices", "Notice")
    key = Concat(Value("notice-"), Cast("pk", models.CharField()))
    whose = Notice.objects.annotate(key=key).filter(key=OuterRef("key")).values("user")[:1]
    Mail.objects.update(user=Subquery(whose))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.connection.check_constraints()  # what was updated waits for its keys, and then takes no index


class Migration(migrations.Migration):

    dependencies = [
        ("notices", "0001_inbox_and_outbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("mail", "user", models.ForeignKey(
            blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="mails",
            to=settings.AUTH_USER_MODEL, verbose_name="người nhận")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
