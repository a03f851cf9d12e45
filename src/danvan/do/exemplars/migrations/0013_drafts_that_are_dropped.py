from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("exemplars", "0012_saved_views")]

    operations = [
        migrations.RemoveConstraint(model_name="decision", name="decision_identity"),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "dropped"), _negated=True),
                fields=("unit", "number", "signed_on"),
                name="decision_identity",
            ),
        ),
    ]
