from django.apps import AppConfig


class OpinionConfig(AppConfig):
    name = "concord.web.opinion"
    default_auto_field = "django.db.models.BigAutoField"
