"""The commands of `concord` for those who host it. Django is looked for only when one of them is called."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.reading import InputError

if TYPE_CHECKING:
    from concord.web.host.doctor import Finding

Replace = Annotated[bool, typer.Option("--replace", help="Puts it in the place of what is there.")]
Sealed = Annotated[
    bool, typer.Option("--phrase", help="Asks for a passphrase (or takes CONCORD_BACKUP_PHRASE) and seals the file.")
]


def add_to(app: typer.Typer) -> None:
    for command in (serve, doctor, acknowledge, release, backup, restore, admin):
        app.command()(command)


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this computer.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; nobody else can come in by default.")
    ] = "127.0.0.1",
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The public address of the site; otherwise CONCORD_HOSTS.")
    ] = None,
) -> None:
    """Starts the site in both languages: the reading room, a guest's own choices, accounts."""
    from concord.web.host import serve as server

    if url:
        server.named(url)
    try:
        server.serve(host, port, lambda text: typer.echo(text, err=False))
    except ImportError as error:
        raise _not_installed(error) from None


def doctor() -> None:
    """Looks at the settings of the site, its databases, keys and backups, and says what to put right."""
    _set_up()
    from concord.web.host.doctor import examine

    found = list(examine())
    _show(found)
    if any(one.state == "wrong" for one in found):
        raise typer.Exit(1)


def acknowledge(
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Your own name. Without it the text is shown.")
    ] = None,
) -> None:
    """EU and UK: what the operator has to put on record before anyone's choices are shown. Without a name, the text."""
    _set_up()
    from django.conf import settings

    from concord.web.host import acknowledgement
    from concord.web.host.policy import NEEDS_ACKNOWLEDGEMENT

    typer.echo(acknowledgement.TEXT)
    if not name or not name.strip():
        typer.echo('To put it on record: concord acknowledge --name "Your Name"')
        return
    if settings.REGION not in NEEDS_ACKNOWLEDGEMENT:
        raise InputError("it is needed for the regions EU and GB only; set CONCORD_REGION first", key="acknowledge")
    _tables()
    made = acknowledgement.log(name.strip(), settings.REGION)
    typer.echo(f"On record: {made.at:%Y-%m-%d}, {made.name}, for {made.region}, text {made.version}.")


def release(
    days: Annotated[int, typer.Option(min=1, max=365, help="How long the person sees her choices.")] = 30,
) -> None:
    """Prints a code that a clinician hands to a person. It is shown this once and works once."""
    _tables()
    from concord.web.host import release as codes

    code = codes.new_code(days)
    typer.echo(f"{code}\nIt can be entered once, within {codes.TO_ENTER.days} days, and then holds for {days} days.")


def backup(
    target: Annotated[
        Path | None, typer.Argument(metavar="[FILE|FOLDER]", help="Otherwise CONCORD_BACKUPS or CONCORD_KEYS_BACKUPS.")
    ] = None,
    keys: Annotated[
        bool, typer.Option("--keys", help="The keys, instead of what they open. Deletes such copies after a month.")
    ] = False,
    phrase: Sealed = False,
) -> None:
    """Copies the database into a file, while the site runs. The keys go into another; the master key into none."""
    _tables()
    from django.conf import settings

    from concord.web.host import backup as copies

    folder = target or (settings.KEYS_BACKUPS if keys else settings.BACKUPS)
    now = dt.datetime.now(tz=dt.UTC)
    path, means = copies.save("keys" if keys else "default", folder, _phrase(phrase, confirm=True), now)
    typer.echo(f"Written: {path} (by {means})")
    for old in copies.expired(path.parent, now) if keys else []:
        old.unlink()
        typer.echo(f"Deleted: {old}, older than {settings.KEY_BACKUP_DAYS} days")
    if not keys:
        typer.echo("Without the keys it opens nothing. Copy those apart: concord backup --keys")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup of the main database or of the keys.")],
    replace: Replace = False,
    phrase: Sealed = False,
) -> None:
    """Brings a backup back, after looking whether it is whole. Stop the site first."""
    _tables()
    from concord.web.host.restore import restore as bring

    alias = bring(file, _phrase(phrase, confirm=False), replace)
    typer.echo("The keys are as they were then." if alias == "keys" else "The main database is as it was then.")
    typer.echo("Who deleted an account since then may be back in it: keep a list of such days, and delete again.")


def admin(name: Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]) -> None:
    """Makes an account for staff, or lets one that is there into /admin/. It cannot read what people have told."""
    _tables()
    from django.contrib.auth.password_validation import password_changed, validate_password
    from django.core.exceptions import ValidationError

    from concord.web.accounts.models import Person

    there = Person.objects.filter(username__iexact=name).first()
    person = there or Person(username=name)
    try:
        if not there:
            person.full_clean(exclude=["password"])
            password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
            validate_password(password, person)
            person.set_password(password)
    except ValidationError as error:
        raise InputError(" ".join(error.messages), key="admin") from None
    person.is_staff = person.is_superuser = True
    person.save()
    if not there:
        password_changed(password, person)
    typer.echo(f"{person.username} {'may now use' if there else 'is made and may use'} /admin/.")


# ------------------------------------------------------------------------------------------------ what they share
def _not_installed(error: ImportError) -> InputError:
    return InputError(f"{error.name} is not installed; add it with: pip install 'concord-mbc[web]'")


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
    try:
        import django
    except ImportError as error:
        raise _not_installed(error) from None
    django.setup()


def _tables() -> None:
    """What a command writes to has to be there: made as `concord serve` makes it."""
    try:
        from concord.web.prepare import prepare
    except ImportError as error:
        raise _not_installed(error) from None
    prepare()


def _phrase(asked: bool, *, confirm: bool) -> str:
    given = os.environ.get("CONCORD_BACKUP_PHRASE", "")
    if given or not asked:
        return given
    typed: str = typer.prompt("Passphrase of the backup", hide_input=True, confirmation_prompt=confirm)
    return typed


def _show(found: list[Finding]) -> None:
    wide = max(len(one.what) for one in found)
    for one in found:
        typer.echo(f"{one.state:6} {one.what:{wide}}  {one.say}")
    counts = {state: sum(one.state == state for one in found) for state in ("ok", "look", "wrong")}
    typer.echo(", ".join(f"{count} {state}" for state, count in counts.items()))
