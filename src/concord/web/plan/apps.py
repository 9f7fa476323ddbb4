from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "concord.web.plan"
    default_auto_field = "django.db.models.BigAutoField"
