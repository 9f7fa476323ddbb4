from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "concord.web.trials"
    label = "web_trials"

    def ready(self) -> None:
        from concord.web.accounts import consent
        from concord.web.notices import kinds
        from concord.web.trials import keep_up, told

        consent.when_withdrawn(consent.TRIALS, keep_up.forget)
        kinds.show(
            keep_up.KIND,
            short="trials_told_short",
            title="trials_told_title",
            template="trials/told.html.j2",
            draw=told.draw,
        )
