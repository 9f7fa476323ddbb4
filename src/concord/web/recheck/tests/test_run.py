"""A run tells each person once what the knowledge changed for her, and nothing of what she or time changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connections

from concord.knowledge.load import Knowledge, compiled
from concord.reading import InputError
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Person, Vault
from concord.web.choices.marks import situation_mark
from concord.web.guest import store as guest
from concord.web.keys import store as keys
from concord.web.keys.holder import Holder
from concord.web.notices import store as notices
from concord.web.notices.models import Notice
from concord.web.recheck import kept, look, run
from concord.web.recheck.models import Checked, Version
from concord.web.recheck.tests.people import TOLD, example, save, somebody, with_new_label, without
from concord.web.site.pages import knowledge, words_in

DAY = dt.date(2026, 11, 26)
VERSION, COMPILED = kept.version, compiled
"""As they are: a version is read from the database."""
Use = Callable[[Knowledge], None]


@pytest.fixture
def use(db: None, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: object) -> Use:
    """Puts another version of the knowledge in place."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    versions: dict[str, Knowledge] = {}

    def version(name: str) -> Knowledge | None:
        """As if it were read from where it was kept, which takes a second."""
        return versions.get(name) if Version.objects.filter(hash=name).exists() else None

    monkeypatch.setattr(kept, "version", version)
    monkeypatch.setattr(kept, "compiled", lambda one: one.hash)

    def put(new: Knowledge) -> None:
        versions[new.hash] = new
        monkeypatch.setattr(run, "knowledge", lambda: new)

    put(knowledge())
    return put


def once(day: dt.date = DAY) -> run.Counts:
    return run.run(day, lambda _: None)


def told(holder: Holder) -> list[str]:
    """The choices of her newest notice."""
    found = notices.every(holder)
    return [one["choice"] for one in found[0].content["changes"]["choices"]] if found else []


def test_the_first_run_keeps_where_her_choices_stand_and_tells_nobody(use: Use) -> None:
    holder = somebody("maria")
    counts = once()
    assert (counts.checked, counts.first, counts.changed, counts.left) == (1, 1, 0, 0)
    assert not Notice.objects.exists()
    found = kept.of(holder)
    assert found
    assert found.summary["choices"][TOLD]["standing"] == "supported"


def test_the_same_knowledge_is_run_once(use: Use) -> None:
    somebody("maria")
    once()
    assert once() == run.Counts()


def test_whose_choices_changed_is_told_what_changed_and_nobody_else(use: Use) -> None:
    holder = somebody("maria")
    other = somebody("rosa", {"schema": "concord.situation/0", "cancer": {"extent": "early"}})
    once()
    use(without(knowledge(), TOLD))
    counts = once()
    assert (counts.checked, counts.first, counts.changed) == (2, 0, 1)
    assert told(holder) == [TOLD]
    assert told(other) == []
    assert once() == run.Counts(), "everybody is done"
    assert Notice.objects.count() == 1


def test_going_back_and_forth_tells_each_version_once(use: Use) -> None:
    holder = somebody("maria")
    once()
    use(without(knowledge(), TOLD))
    once()
    use(knowledge())
    once()
    assert len(notices.every(holder)) == 2
    use(without(knowledge(), TOLD))
    once()
    assert len(notices.every(holder)) == 2, "of that version she was told before"


@pytest.mark.slow
def test_a_new_label_is_told_as_new_by_the_version_that_was_kept(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "version", VERSION)
    monkeypatch.setattr(kept, "compiled", COMPILED)
    VERSION.cache_clear()
    holder = somebody("maria")
    once()
    use(with_new_label(knowledge(), TOLD, "2026-11-20"))
    once()
    [change] = notices.every(holder)[0].content["changes"]["choices"]
    assert change["sources"] == [{"source": ["FDA", "US", "2026-11-20"], "how": "added"}]


def test_whoever_did_not_say_yes_is_not_looked_at(use: Use) -> None:
    holder = somebody("maria", yes=False)
    assert once() == run.Counts()
    assert kept.of(holder) is None


def test_taking_the_yes_back_deletes_where_her_choices_stood(use: Use) -> None:
    holder = somebody("maria")
    once()
    consent.withdraw(Person.objects.get(), consent.RECHECK)
    assert kept.of(holder) is None
    use(without(knowledge(), TOLD))
    assert once() == run.Counts()
    assert vault.read(holder), "her answers stay"


def test_an_answer_that_she_edited_is_no_change_of_the_knowledge(use: Use) -> None:
    holder = somebody("maria")
    once()
    file = example()
    file["biomarkers"] = []
    save(holder, file)
    use(with_new_label(knowledge(), "tucatinib-trastuzumab-capecitabine", "2026-11-20"))
    assert once().changed == 0
    found = kept.of(holder)
    assert found
    assert found.summary["choices"][TOLD]["standing"] != "supported"


def test_whoever_edited_her_answers_is_still_told_what_the_knowledge_changed(use: Use) -> None:
    holder = somebody("maria")
    once()
    file = example()
    file["health"]["ecog"] = 0
    save(holder, file)
    use(without(knowledge(), TOLD))
    assert once().changed == 1
    assert told(holder) == [TOLD]


def test_without_the_older_version_edited_answers_replace_the_old_quietly(use: Use) -> None:
    holder = somebody("maria")
    once()
    file = example()
    file["health"]["ecog"] = 0
    save(holder, file)
    Version.objects.all().delete()
    use(without(knowledge(), TOLD))
    assert once().changed == 0
    found = kept.of(holder)
    assert found
    assert TOLD not in found.summary["choices"]


def test_without_the_older_version_what_was_kept_of_that_day_says_what_changed(use: Use) -> None:
    holder = somebody("maria")
    once()
    Version.objects.all().delete()
    use(without(knowledge(), TOLD))
    assert once(DAY + dt.timedelta(days=400)).changed == 1
    assert told(holder) == [TOLD]


@pytest.mark.parametrize("kept_version", [True, False])
def test_time_that_passed_is_no_change_of_the_knowledge(kept_version: bool, use: Use) -> None:
    """After years every review is overdue and most choices are locked; the knowledge changed in one place that is not
    hers."""
    somebody("maria")
    once()
    if not kept_version:
        Version.objects.all().delete()
    use(without(knowledge(), "tucatinib-trastuzumab-capecitabine"))
    counts = once(DAY + dt.timedelta(days=365 * 5))
    assert (counts.checked, counts.changed) == (1, 0)


def test_a_vault_that_does_not_open_is_counted_and_the_run_goes_on(use: Use) -> None:
    keyless, other, third = somebody("maria"), somebody("rosa"), somebody("ana")
    keys.destroy(keyless.name)
    Vault.objects.filter(name=third.name).update(sealed=b"torn")
    counts = once()
    assert (counts.checked, counts.not_opened) == (1, 2)
    assert kept.of(other)
    assert not Checked.objects.filter(owner=keyless.name).exists()


def test_answers_that_cannot_be_read_are_counted_and_the_run_goes_on(use: Use) -> None:
    somebody("maria", {"schema": "concord.situation/0", "cancer": {"extent": "nowhere"}})
    somebody("rosa")
    counts = once()
    assert (counts.checked, counts.failed) == (1, 1)


def test_whoever_told_nothing_yet_has_nothing_to_look_at(use: Use) -> None:
    person = Person.objects.create_user("maria")
    consent.give(person, words_in("en"))
    consent.give(person, words_in("en"), consent.RECHECK)
    somebody("rosa", {})
    counts = once()
    assert (counts.checked, counts.nothing_kept) == (0, 2)


def test_answers_that_change_while_one_looks_are_left_and_looked_at_again(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, times = somebody("maria"), []

    def slowly(*given: object) -> look.Looked:
        times.append(1)
        if len(times) == 1:
            file = example()
            file["health"]["ecog"] = 2
            save(holder, file)
        return look.look(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "look", slowly)
    counts = once()
    assert (counts.checked, counts.left, len(times)) == (1, 0, 2)
    found, answers = kept.of(holder), vault.read(holder)
    assert found
    assert answers
    assert found.situation == situation_mark(holder, guest.from_bytes(answers).file)


def test_a_yes_that_is_taken_back_while_one_looks_leaves_nothing(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = somebody("maria")

    def slowly(*given: object) -> look.Looked:
        found = look.look(*given)  # type: ignore[arg-type]
        consent.withdraw(Person.objects.get(), consent.RECHECK)
        return found

    monkeypatch.setattr(run, "look", slowly)
    assert once().checked == 0
    assert kept.of(holder) is None


def test_a_batch_that_fails_half_way_leaves_nobody_half_done(use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("maria", "rosa"):
        somebody(name)
    once()
    use(without(knowledge(), TOLD))

    def torn(*given: object, **more: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(notices, "sealed", torn)
        with pytest.raises(RuntimeError):
            once()
    assert not Checked.objects.filter(knowledge="b".ljust(64, "0")).exists()
    assert not Notice.objects.exists()
    assert once().changed == 2
    assert Notice.objects.count() == 2


def test_deleting_everything_takes_it_along(use: Use) -> None:
    holder = somebody("maria")
    once()
    use(without(knowledge(), TOLD))
    once()
    consent.withdraw(Person.objects.get())
    assert not Checked.objects.filter(owner=holder.name).exists()
    assert not Notice.objects.exists()


def test_no_row_holds_anything_to_read(use: Use) -> None:
    somebody("maria")
    once()
    use(without(knowledge(), TOLD))
    once()
    rows = [bytes(one) for model in (Checked, Notice) for one in model.objects.values_list("sealed", flat=True)]
    assert len(rows) == 2
    for row in rows:
        for word in (TOLD.encode(), b"supported", b"recheck"):
            assert word not in row
    assert {one.once for one in Notice.objects.all()} & {"recheck", knowledge().hash} == set()


def test_versions_that_nobody_stands_on_are_not_kept(use: Use) -> None:
    somebody("maria")
    once()
    new = without(knowledge(), TOLD)
    use(new)
    once()
    assert set(Version.objects.values_list("hash", flat=True)) == {new.hash}


def test_on_sqlite_a_second_run_is_turned_away(use: Use) -> None:
    somebody("maria")
    assert connections["default"].vendor == "sqlite"
    with run._alone(), pytest.raises(InputError, match="another run"):
        once()
    assert once().checked == 1, "and the lock is gone with the first"
