import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone


def start_the_clock(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Count the time that answers are kept from today where nobody noted the closing."""
    rounds = apps.get_model("assessments", "Round").objects.using(schema_editor.connection.alias)
    closed = rounds.filter(state__in=("closed", "published"), closed_on=None)
    closed.update(closed_on=timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_statements_and_traces"),
    ]

    operations = [
        migrations.AddField(
            model_name="client",
            name="erasing_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="closed on"),
        ),
        migrations.AddField(
            model_name="round",
            name="answers_deleted_on",
            field=models.DateField(blank=True, null=True, verbose_name="answers deleted on"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answers_deleted_on__isnull", True),
                    ("state__in", ("closed", "published")),
                    _connector="OR",
                ),
                name="round_without_answers_stays_closed",
            ),
        ),
        # Nothing has ever written a vote, so the column needs no value for old rows.
        migrations.AddField(
            model_name="vote",
            name="round",
            field=models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="assessments.round",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(start_the_clock, migrations.RunPython.noop),
    ]
