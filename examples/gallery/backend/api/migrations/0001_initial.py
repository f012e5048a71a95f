"""The table of counts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first step."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Count',
            fields=[
                ('key', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('window', models.BigIntegerField()),
                ('requests', models.IntegerField(default=1)),
            ],
            options={
                'indexes': [models.Index(fields=['window'], name='count_window')],
            },
        ),
    ]
