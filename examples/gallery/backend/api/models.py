"""How often somebody did something lately."""

from django.db import models


class Count(models.Model):
    """One count of one window of time; the next window writes over it."""

    key = models.CharField(primary_key=True, max_length=100)
    window = models.BigIntegerField()
    requests = models.IntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=('window',), name='count_window'),)
