"""A place and a subject may have the same key: a record is merged once among those of its kind."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("coop", "0013_help_texts")]

    operations = [
        migrations.RemoveConstraint(model_name="merge", name="record_is_merged_once"),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                fields=["kind", "merged_key"],
                condition=Q(undone_at__isnull=True),
                name="record_is_merged_once",
                violation_error_message="This record has been merged already.",
            ),
        ),
    ]
