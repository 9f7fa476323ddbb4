from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "concord.web.keys"
    default_auto_field = "django.db.models.BigAutoField"
