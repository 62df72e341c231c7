"""Editions of score cards, and assessments as they were published; never changed."""

from typing import ClassVar

from django.db import models


class CardEdition(models.Model):
    """The values of a card (考核办法) from a period on."""

    shape = models.CharField("考核表", max_length=20)
    # The items and deductions with their values as fractions, as `written` writes them.
    card = models.JSONField()
    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["shape", "-id"], name="card_edition_shape")]

    def __str__(self) -> str:
        return f"{self.shape} {self.pk}"


class Assessment(models.Model):
    """A ranking of a frozen period as it was published (考核结果)."""

    shape = models.CharField("考核表", max_length=20)
    period = models.CharField("期间", max_length=24)
    # The edition whose values were used; None for those of birth.
    edition = models.ForeignKey(CardEdition, models.PROTECT, null=True)
    card = models.JSONField()
    # One object a unit: unit, name, cases, given, taken, total, place.
    scores = models.JSONField()
    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shape", "period"], name="one_assessment_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.shape} {self.period}"
