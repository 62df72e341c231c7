"""Editions of the working calendar; each is published once and never changed."""

from typing import ClassVar

from django.db import models

from yiwang.kernel.worktime import DayKind


class CalendarEdition(models.Model):
    """One published state of all years; a running clock keeps the edition it started under."""

    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    def __str__(self) -> str:
        return f"第{self.pk}版"


class EditionYear(models.Model):
    """A year whose notice is part of an edition."""

    edition = models.ForeignKey(CalendarEdition, models.PROTECT, related_name="years")
    year = models.PositiveIntegerField("年份")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "year"], name="one_edition_year")
        ]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A holiday or a make-up workday (调休) of an edition."""

    edition = models.ForeignKey(CalendarEdition, models.PROTECT, related_name="days")
    date = models.DateField("日期")
    kind = models.CharField("性质", max_length=10, choices=[(k.value, k.label) for k in DayKind])
    name = models.CharField("名称", max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "date"], name="one_edition_day")
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"


class Shift(models.Model):
    """Working minutes of a weekday from a day on; several a day leave the lunch break out."""

    edition = models.ForeignKey(CalendarEdition, models.PROTECT, related_name="shifts")
    valid_from = models.DateField("自")
    weekday = models.PositiveSmallIntegerField("星期")
    minute_from = models.PositiveSmallIntegerField()
    minute_to = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.weekday} {self.minute_from}–{self.minute_to}"
