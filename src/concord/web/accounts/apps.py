from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "concord.web.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from axes.models import AccessAttempt
        from django.db.models.signals import pre_delete, pre_save

        from concord.web.accounts.attempts import strip
        from concord.web.accounts.models import Vault
        from concord.web.accounts.vault import destroy_key

        pre_delete.connect(destroy_key, sender=Vault, dispatch_uid="destroy_key")
        pre_save.connect(strip, sender=AccessAttempt, dispatch_uid="strip")
