from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("exemplars", "0003_newest_public_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="as_typed",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
