import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("exemplars", "0011_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60, verbose_name="tên góc nhìn")),
                ("query", models.CharField(max_length=1000)),
                ("user", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "góc nhìn đã lưu",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("user", "page", "name"), name="saved_view_once")],
            },
        ),
    ]
