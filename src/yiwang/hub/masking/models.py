"""Recipes in editions and the copies made by them; both are appended, never changed."""

from typing import ClassVar

from django.db import models

from yiwang.hub.catalogue.models import Resource


class RecipeEdition(models.Model):
    """How the columns of a resource are masked from a moment on (脱敏方案)."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="mask_recipes")
    number = models.PositiveIntegerField("版次")
    # {column: [{"operation": …, parameters}]}, as `Recipe.plain` tells it.
    chains = models.JSONField("操作")
    basis = models.CharField("依据", max_length=200)
    reason = models.CharField("变更原因", max_length=200)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("发布人", max_length=40)

    class Meta:
        ordering: ClassVar = ["resource", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "number"], name="one_recipe_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.number}"


class MaskedCopy(models.Model):
    """One making of a masked copy: of which version, by which recipe and key, how many rows.

    `recipe` 0 is the default by meanings. `key_name` tells keys apart and nothing else of them.
    """

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="masked_copies")
    of_version = models.PositiveBigIntegerField("原表版本")
    recipe = models.PositiveIntegerField("方案版次")
    key_name = models.CharField("密钥标识", max_length=16)
    version = models.PositiveBigIntegerField("脱敏表版本")
    rows = models.PositiveBigIntegerField("行数")
    seconds = models.FloatField("用时（秒）")
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["resource", "-id"]

    def __str__(self) -> str:
        return f"{self.resource} {self.of_version}"
