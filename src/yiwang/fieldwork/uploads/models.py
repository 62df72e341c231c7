"""A file on its way into a register; its content is forgotten once it is taken or given up."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop


class Upload(models.Model):
    """A file of a register (上传文件), with what was found in it or how far it was taken in."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_noop("等待处理")
        RUNNING = "running", gettext_noop("处理中")
        CHECKED = "checked", gettext_noop("待确认")
        DONE = "done", gettext_noop("已完成")
        REFUSED = "refused", gettext_noop("无法采用")
        DROPPED = "dropped", gettext_noop("已取消")

    # Which register takes it.
    kind = models.CharField("种类", max_length=20)
    name = models.CharField("文件", max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField("内容")
    # What was chosen beside it on the page.
    options = models.JSONField("选项", default=dict)
    state = models.CharField("状态", max_length=8, choices=State)
    rows_total = models.PositiveIntegerField("行数", null=True)
    rows_done = models.PositiveIntegerField("已处理", default=0)
    report = models.JSONField("报告", null=True)
    # What it became in its register.
    result = models.BigIntegerField("结果", null=True)
    person = models.BigIntegerField(null=True)
    post = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("上传时间")
    # A worker that took it has until then; afterwards another may go on.
    leased_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="upload_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
