"""The tables of people and of what proves who they are."""

from django.db import migrations, models

import examples.gallery.backend.tenancy.ids
from examples.gallery.backend.tenancy.operations import Distribute, Reference


class Migration(migrations.Migration):
    """The first step."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                (
                    'id',
                    models.BigIntegerField(
                        default=examples.gallery.backend.tenancy.ids.new_tenant_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ('username', models.CharField(max_length=30, unique=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                (
                    'pk',
                    models.CompositePrimaryKey(
                        'tenant_id',
                        'id',
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ('tenant_id', models.BigIntegerField(editable=False)),
                ('id', models.BigIntegerField(editable=False)),
                ('digest', models.CharField(max_length=64)),
                ('expires', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['expires'], name='session_expires')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                (
                    'pk',
                    models.CompositePrimaryKey(
                        'tenant_id',
                        'id',
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ('tenant_id', models.BigIntegerField(editable=False)),
                ('id', models.BigIntegerField(editable=False)),
                ('digest', models.CharField(max_length=64)),
                ('expires', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['expires'], name='ticket_expires')],
            },
        ),
        Reference('people_account'),
        Distribute('people_session'),
        Distribute('people_ticket'),
    ]
