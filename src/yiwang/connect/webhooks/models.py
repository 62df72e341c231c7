"""Who wants to be told of what happens to cases."""

from typing import ClassVar

from django.db import models

# Of a subscription's name in the outbox.
PREFIX = "webhook:"


class Subscription(models.Model):
    """An address that is told of events of these kinds; of all when none is named."""

    name = models.CharField("名称", max_length=60)
    url = models.URLField("地址", max_length=300)
    secret = models.CharField(max_length=100)
    # As `appeals.reply`; each is an action of a procedure.
    kinds = models.JSONField("事件", default=list)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering: ClassVar = ["-active", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def destination(self) -> str:
        """Its name in the outbox."""
        return f"{PREFIX}{self.pk}"
