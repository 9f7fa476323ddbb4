from django.apps import AppConfig


class RecheckConfig(AppConfig):
    name = "concord.web.recheck"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from concord.web.accounts import consent
        from concord.web.notices import kinds
        from concord.web.recheck import kept, told

        consent.when_withdrawn(consent.RECHECK, kept.forget)
        kinds.show(
            told.KIND,
            short="recheck_short",
            title="recheck_title",
            template="recheck/told.html.j2",
            draw=told.draw,
        )
