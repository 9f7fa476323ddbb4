"""What the two large forms of a visit change: of the visit itself, and of the person's one list of questions."""

from __future__ import annotations

from django.http import QueryDict

from concord.web.choices import noted
from concord.web.choices.noted import Note
from concord.web.choices.parts import Say
from concord.web.visit import fields, questions
from concord.web.visit.keep import Visit
from concord.web.visit.questions import Question

Notes = dict[str, Note]
Wrong = dict[str, str]
"""What is wrong, by the field that it is about."""
NEW = "new"


def goals(
    sent: QueryDict, visit: Visit, some: list[Question], notes: Notes, say: Say, *, draft: bool
) -> tuple[Notes, Wrong]:
    """Takes the goal sheet into the visit, as far as it fits. Of a draft the stars are not noted yet."""
    wrong = _too_long(fields.texts(sent, fields.BEFORE, visit), say)
    on, who = fields.day(sent), " ".join(fields.text(sent, "who").split())
    if on is None:
        wrong["on"] = say("visit_wrong_day")
    else:
        visit.on = on
    if len(who) > fields.LONGEST_NAME:
        wrong["who"] = say("asks_too_long", count=fields.LONGEST_NAME)
    else:
        visit.who = who
    if visit.is_over:
        return notes, wrong
    after, wrong_question = _new_question(sent, some, notes, say, draft=draft)
    wrong |= wrong_question
    made = [name for name in after if name not in notes and name != noted.TYPED]
    every = [*some, *({"id": name, "say": after[name]["say"]} for name in made)]
    marked = sent.getlist("star")
    stars = [one["id"] for one in every if one["id"] in marked or (NEW in marked and one["id"] in made)]
    if len(stars) > questions.STARS:
        wrong["stars"] = say("visit_too_many_stars", count=len(stars))
    else:
        visit.stars = stars
    return after if draft or wrong else questions.star(visit, every, after), wrong


def _new_question(sent: QueryDict, some: list[Question], notes: Notes, say: Say, *, draft: bool) -> tuple[Notes, Wrong]:
    """One more question of her own on her list. The same one twice is one."""
    words = fields.text(sent, "say-new")
    if words in [one["say"] for name, one in notes.items() if name != noted.TYPED]:
        sent = sent.copy()
        del sent["say-new"]
        if draft:
            return notes, {}
    after, faults = noted.take(sent, some, notes, draft=draft)
    count = noted.LONGEST["say"]
    messages = {"say-new": say("asks_too_long", count=count), noted.TOO_MANY: say("asks_too_many")}
    told = " ".join(messages[one] for one in sorted(faults))
    return after, {"say-new": told} if told else {}


def heard(
    sent: QueryDict, visit: Visit, some: list[Question], notes: Notes, say: Say, *, draft: bool
) -> tuple[Notes, Wrong]:
    """Takes in what was said at the visit: beside its questions and in her own words."""
    wrong = _too_long(fields.texts(sent, fields.DURING, visit), say)
    before = questions.notes_of(visit, notes)
    after, too_long = noted.take(sent, some, before, draft=draft)
    if noted.TYPED in before:  # it is being typed on another page
        after[noted.TYPED] = before[noted.TYPED]
    wrong |= _long(too_long, noted.LONGEST["answer"], say)
    if not visit.is_over:
        return after, wrong
    visit.notes = after
    return notes, wrong


def take_over(told: dict[str, str], visit: Visit, say: Say) -> Wrong:
    """Puts words that she told elsewhere below those that stand in the field."""
    for name, words in told.items():
        field = fields.TOLD[name]
        visit.words[field] = "\n\n".join(one for one in (visit.words.get(field, ""), words) if one)
    return _too_long({fields.TOLD[one] for one in told if len(visit.words[fields.TOLD[one]]) > fields.LONGEST}, say)


def _too_long(names: set[str], say: Say) -> Wrong:
    return _long(names, fields.LONGEST, say)


def _long(names: set[str], count: int, say: Say) -> Wrong:
    return {name: say("asks_too_long", count=count) for name in sorted(names)}
