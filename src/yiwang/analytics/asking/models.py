"""Words that staff agreed on, appended and never changed; and what each person asked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop


class AgreedWord(models.Model):
    """A word and what it is to mean (约定说法); a later row for the same word takes its place."""

    word = models.CharField("说法", max_length=20)
    # The key of a sense, as `measure.words.senses.key` writes it: unit:12, figure:on_time_rate.
    sense = models.CharField("标识", max_length=200)
    label = models.CharField("含义", max_length=120)
    withdrawn = models.BooleanField("已撤回", default=False)
    agreed_by = models.CharField("约定人", max_length=40)
    agreed_at = models.DateTimeField("约定时间")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["word", "-id"], name="agreed_word_last")]

    def __str__(self) -> str:
        return f"{self.word} {self.sense}"


class Question(models.Model):
    """What somebody asked, for this person alone; only the last ones are kept."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", gettext_noop("已回答")
        ASKED_BACK = "asked_back", gettext_noop("需要确认")
        NOT_UNDERSTOOD = "not_understood", gettext_noop("没有听懂")

    person = models.BigIntegerField()
    text = models.CharField("问题", max_length=120)
    outcome = models.CharField("结果", max_length=16, choices=Outcome)
    asked_at = models.DateTimeField("提问时间")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="question_of_person")]

    def __str__(self) -> str:
        return self.text
