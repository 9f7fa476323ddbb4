from django.apps import AppConfig


class HostConfig(AppConfig):
    name = "concord.web.host"
    default_auto_field = "django.db.models.BigAutoField"
