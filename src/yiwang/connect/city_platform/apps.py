"""The Django application of this room."""

from django.apps import AppConfig


class CityPlatformConfig(AppConfig):
    """The link to the city-level hotline platform."""

    name = "yiwang.connect.city_platform"
    label = "city_platform"
    verbose_name = "市级平台"
    default_auto_field = "django.db.models.BigAutoField"
