"""The tables of albums and photos, and the key between them."""

import django.db.models.deletion
from django.db import migrations, models

from examples.gallery.backend.tenancy.operations import Distribute

# Both columns refer to both parts of an album's key, so a photo can't be in another person's album.
# Where the album goes, only the second column is emptied: the photo keeps its owner.
_ALBUM_KEY = """
ALTER TABLE photos_photo ADD CONSTRAINT photo_album
FOREIGN KEY (tenant_id, album_id) REFERENCES photos_album (tenant_id, id)
ON DELETE SET NULL (album_id)
"""
_NO_ALBUM_KEY = 'ALTER TABLE photos_photo DROP CONSTRAINT photo_album'


class Migration(migrations.Migration):
    """The first step."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Album',
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
                ('title', models.CharField(max_length=100)),
                ('created', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Photo',
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
                ('caption', models.CharField(blank=True, max_length=500)),
                ('public', models.BooleanField(default=False)),
                ('album_id', models.BigIntegerField(null=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                (
                    'status',
                    models.CharField(
                        choices=[('waiting', 'Waiting'), ('ready', 'Ready'), ('failed', 'Failed')],
                        default='waiting',
                        max_length=10,
                    ),
                ),
                ('image', models.CharField(max_length=80)),
                ('thumbnail', models.CharField(blank=True, max_length=80)),
                ('revision', models.PositiveIntegerField(default=1)),
                (
                    'album',
                    models.ForeignObject(
                        from_fields=('tenant_id', 'album_id'),
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name='photos',
                        to='photos.album',
                        to_fields=('tenant_id', 'id'),
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(
                        condition=models.Q(('public', True)),
                        fields=['-id', '-tenant_id'],
                        name='photo_feed',
                    ),
                    models.Index(fields=['image'], name='photo_image'),
                    models.Index(fields=['thumbnail'], name='photo_thumbnail'),
                ],
            },
        ),
        Distribute('photos_album'),
        Distribute('photos_photo'),
        migrations.RunSQL(_ALBUM_KEY, _NO_ALBUM_KEY),
    ]
