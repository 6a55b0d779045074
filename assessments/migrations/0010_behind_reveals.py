from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0009_rehearsals"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="answers",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="urgency",
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name="reveal",
            name="above_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reveal",
            name="behind",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="round",
            name="was_closed",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
