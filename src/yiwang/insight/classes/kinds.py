"""What a model is asked for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop


class Kind(TextChoices):
    """What is asked of a model."""

    CLASS = "class", gettext_noop("诉求分类")
    UNIT = "unit", gettext_noop("承办单位")
