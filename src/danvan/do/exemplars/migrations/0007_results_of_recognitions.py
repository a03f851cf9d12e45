from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("exemplars", "0006_words_of_columns"),
    ]

    operations = [
        migrations.AddField("recognition", "achieved", models.DecimalField(
            blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="kết quả đạt được")),
    ]
