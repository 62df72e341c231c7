"""What was audited and what was found; the file itself lies on disk under its key."""

import uuid
from typing import Any, ClassVar

from django.db import models


class Audit(models.Model):
    """One audit of one file. Its findings are never changed: a later audit is another row.

    `told` is what the command printed: document, findings, and the lines with their marks. Once
    the file is removed, `told` is empty and only the facts and counts stay.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField("审核时间")
    unit_id = models.BigIntegerField("单位", null=True)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField("审核人", max_length=40)
    name = models.CharField("文件名", max_length=200)
    previous_name = models.CharField("上年文件", max_length=200, blank=True)
    sha256 = models.CharField("校验值", max_length=64)
    size = models.BigIntegerField("字节数")
    title = models.CharField("标题", max_length=200, blank=True)
    tables = models.PositiveIntegerField("表格数")
    errors = models.PositiveIntegerField("错误")
    warnings = models.PositiveIntegerField("提示")
    roundings = models.PositiveIntegerField("尾数")
    # Rules that were not asked, each with its reason.
    off = models.JSONField("关闭的规则", default=dict)
    told = models.JSONField("审核结果", null=True)
    removed_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["unit_id", "-at"], name="audits_of_unit")]

    def __str__(self) -> str:
        return self.name

    @property
    def document(self) -> dict[str, Any]:
        """What was read of the document."""
        return dict((self.told or {}).get("document", {}))
