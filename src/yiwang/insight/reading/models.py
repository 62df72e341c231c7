"""The district's own list of places (地名表): entries are appended and retired, never changed."""

from typing import ClassVar

from django.db import models

from yiwang.org.models import Area


class PlaceName(models.Model):
    """What people call a place: an estate, a market, a station, a school."""

    name = models.CharField("名称", max_length=60)
    # What else it is called.
    aliases = models.JSONField("别名", default=list)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="所属区域")
    # In WGS-84.
    longitude = models.FloatField("经度", null=True)
    latitude = models.FloatField("纬度", null=True)
    source = models.CharField("来源", max_length=200)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("登记时间")
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "area"],
                condition=models.Q(retired_at=None),
                name="one_place_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
