from django.apps import AppConfig


class CircleConfig(AppConfig):
    name = "concord.web.circle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from concord.web.accounts import consent  # not above: the apps come first
        from concord.web.circle import grants

        consent.when_withdrawn(consent.CIRCLE, grants.end_all)
