"""Which agreements were published last is read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coop", "0007_search"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["state", "-published_at", "-id"], name="agreement_newest"),
        ),
    ]
