"""The admin: feedback and accounts, and nothing else. Nothing that a person told of her health is registered here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from concord.web.accounts.models import Person
from concord.web.feedback.models import Feedback
from concord.web.feedback.sealed import open_

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin  # cannot be told its model when the program runs


class SignIn(AdminAuthenticationForm):
    """By password alone only where the account asks for nothing more."""

    def confirm_login_allowed(self, user: AbstractBaseUser | AnonymousUser) -> None:
        super().confirm_login_allowed(user)  # type: ignore[arg-type]
        if is_mfa_enabled(user):
            raise ValidationError("This account has a second step. Sign in on the site first, then come back here.")


class Desk(admin.AdminSite):
    site_header = site_title = "Concord: feedback and accounts"
    index_title = "What people told us, and who may sign in. No health data is here."
    login_form = SignIn
    enable_nav_sidebar = False


class ForStaff(ModelAdmin):
    """Staff may look. What else they may do, each part says itself. The log names nobody."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _log(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
        return [_log(request, one, DELETION, "") for one in queryset]


def _log(request: HttpRequest, obj: Model, flag: int, message: Any) -> LogEntry:
    """Who of the staff did what; the account by its number alone, so that its name does not outlive it."""
    return LogEntry.objects.create(
        user_id=str(request.user.pk),
        content_type_id=ContentType.objects.get_for_model(obj).pk,
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.verbose_name} {obj.pk}",
        action_flag=flag,
        change_message=message,
    )


class FeedbackDesk(ForStaff):
    """What people said of a page: to read and to delete."""

    list_display = ("day", "language", "helpful", "page", "words", "survey")
    list_filter = ("day", "language", "helpful")
    fields = ("day", "language", "helpful", "page", "words", "survey")
    readonly_fields = fields
    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    @admin.display(description="page")
    def page(self, one: Feedback) -> str:
        said = _opened(one)
        return said["page"] if said else "(sealed under another master key)"

    @admin.display(description="in their words")
    def words(self, one: Feedback) -> str:
        said = _opened(one)
        return said["words"] if said else ""

    @admin.display(description="survey")
    def survey(self, one: Feedback) -> str:
        said = _opened(one)
        return ", ".join(f"{question}: {answer}" for question, answer in said["answers"].items()) if said else ""


def _opened(one: Feedback) -> Any:
    return open_(bytes(one.sealed), one.id)


class PersonDesk(ForStaff):
    """Who may sign in: name, since when, whether. Staff can close an account and open it again, and no more."""

    list_display = ("username", "date_joined", "is_active")
    list_filter = ("is_active", "date_joined")
    fields = ("username", "date_joined", "is_active")
    readonly_fields = ("username", "date_joined")
    list_per_page = 50

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Not one's own account, and not one of a person who may do more."""
        allowed = self.has_module_permission(request)
        if obj is None or not isinstance(obj, Person):
            return allowed
        return allowed and obj.pk != request.user.pk and not (obj.is_superuser and not request.user.is_superuser)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}


REGISTERED: Sequence[tuple[type[Model], type[ForStaff]]] = ((Feedback, FeedbackDesk), (Person, PersonDesk))
desk = Desk(name="admin")
for model, part in REGISTERED:
    desk.register(model, part)
