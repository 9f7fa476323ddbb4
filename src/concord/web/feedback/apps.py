from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "concord.web.feedback"
    default_auto_field = "django.db.models.BigAutoField"
