"""The table behind the cache that web processes share where there is no Redis."""

from django.db import models


class CacheEntry(models.Model):
    """A cached value, in the columns that Django's database cache expects.

    A model, so that migrations make the table and expired rows can be deleted on time.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "cache entry"

    def __str__(self) -> str:
        return self.cache_key
