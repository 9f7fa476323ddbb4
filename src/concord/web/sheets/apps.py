from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "concord.web.sheets"
    default_auto_field = "django.db.models.BigAutoField"
