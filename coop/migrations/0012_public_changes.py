"""What the public is told of changes to a record is kept with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coop", "0011_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="public_changes",
            field=models.JSONField(
                default=list,
                editable=False,
                serialize=False,
                verbose_name="changes told to the public",
            ),
        ),
        migrations.AddField(
            model_name="coproduction",
            name="public_changes",
            field=models.JSONField(
                default=list,
                editable=False,
                serialize=False,
                verbose_name="changes told to the public",
            ),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="public_changes",
            field=models.JSONField(
                default=list,
                editable=False,
                serialize=False,
                verbose_name="changes told to the public",
            ),
        ),
    ]
