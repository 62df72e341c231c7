"""What came from the city's platform, and what a person must look at."""

from django.db import models


class CityMessage(models.Model):
    """One message from the city, kept as it came."""

    class State(models.TextChoices):
        DONE = "done", "已办理"
        CONFLICT = "conflict", "待人工核对"
        SETTLED = "settled", "已核对"

    key = models.CharField("消息编号", max_length=128, unique=True)
    kind = models.CharField("内容", max_length=20)
    outer_number = models.CharField("上级工单编号", max_length=64, db_index=True)
    payload = models.JSONField()
    state = models.CharField("状态", max_length=10, choices=State)
    why = models.CharField("情况", max_length=300, blank=True)
    case_number = models.CharField("案件编号", max_length=24, blank=True)
    received_at = models.DateTimeField("收到")
    settled_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.outer_number}"
