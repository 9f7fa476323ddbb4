"""The road ahead: what may come into question if a choice is taken and the cancer grows during it.

The treatment is added to the situation, on a day that nobody knows yet. What it was given for, and how it ended, is
carried along with everything that cannot change. All else is not known then, so nothing that is shown as supported can
rest on it. Today's receptors serve for one thing only: to say what may come into question if they stay the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from concord.choices.asking import ask_for
from concord.choices.findings import Finding, Judge, find_choice, regions
from concord.choices.shape import RoadChoice, RoadStep, RoadTest, Statement
from concord.choices.statements import statement
from concord.choices.words import Words
from concord.criteria.decide import Lookup
from concord.criteria.terms import Term
from concord.knowledge import model
from concord.knowledge.fresh import freshness
from concord.knowledge.load import Knowledge
from concord.possible import NO, YES, YES_OR_NO, Possible
from concord.reading import InputError
from concord.situation.dates import Days
from concord.situation.declare import REGISTRY, Facts
from concord.situation.derive import derive
from concord.situation.model import Medicine, Situation
from concord.situation.vocabulary import Vocabulary


def _facts(names: str) -> frozenset[str]:
    return frozenset(names.split())


YEARS_AHEAD = 50
MOST_STEPS = 2

# What is known of a later day. A fact that is in none of these lists is not known then.
STAYS = _facts(
    """
    age_years sex menopause_known_by extent presentation disease_free_months months_since_first_diagnosis
    months_since_it_spread treatments_complete had progressed_on shrank_on stopped_for_side_effects dose_was_reduced
    months_on months_since months_to_relapse months_on_first_endocrine_treatment cycles cumulative_mg_m2 lines
    latest_treatment endocrine_sensitivity surgery nodes_removed radiation radiation_gy radiation_fractions
    months_since_radiation germline germline_tested dpyd ugt1a1 msi tumor_mutational_burden approach concern_matters
    cost_is_a_concern decision_role help_at_home insurance open_to_trials pain_first voice
    """
)
ONCE_TRUE = _facts("has her2_ever_low her2_ever_low_or_ultralow metastasis_biopsied")
ONCE_FALSE = _facts("pregnancy_possible")
OF_A_GENE = _facts("altered fusion gene_tested")  # stays unless such a change can come later
LATER_VALUES = {
    "menopause": {
        "premenopausal": {"premenopausal", "perimenopausal", "postmenopausal"},
        "perimenopausal": {"perimenopausal", "postmenopausal"},
    },
    "ovaries": {
        "working": {"working", "suppressed", "not_working"},
        "suppressed": {"working", "suppressed", "not_working"},
    },
}
RECEPTORS = _facts("er er_percent pr pr_percent hormone_receptors her2 her2_equivocal")


def road_ahead(
    situation: Situation, knowledge: Knowledge, as_of: dt.date, words: Words, taken: Sequence[str]
) -> list[RoadStep]:
    """One step for each choice of `taken`, each as if it had been taken and the cancer had grown during it.

    A choice is named by its id, one of its ways as CHOICE/WAY. InputError for a name that is no choice.
    """
    if len(taken) > MOST_STEPS:
        raise InputError(f"{len(taken)} steps were asked for; further than {MOST_STEPS} nobody can look", key="--ahead")
    steps: list[RoadStep] = []
    here = regions(situation.person.country, knowledge)
    now = derive(situation, knowledge.vocabulary, as_of)
    before = _open(Judge(knowledge, now), here, as_of)
    for name in taken:
        choice, way = _named(name, knowledge)
        when = Days(as_of, as_of.replace(year=as_of.year + YEARS_AHEAD, day=min(as_of.day, 28)))
        situation = carried(situation, drugs_of(way, knowledge.vocabulary), when, knowledge.vocabulary)
        then = derive(situation, knowledge.vocabulary, when.first, when.last)
        step = _step(choice, way, now, then, before, here, words)
        before = {one["id"]: knowledge.choices[one["id"]] for one in (*step["supported"], *step["may"])}
        steps.append(step)
    return steps


def carried(situation: Situation, drugs: tuple[str, ...], when: Days, vocabulary: Vocabulary) -> Situation:
    """The situation with this treatment taken, and ended because the cancer grew, on days not known yet.

    Whatever goes on today has ended by then, for a reason that nobody knows, unless it is this very treatment.
    """
    entries = []
    goes_on = False
    for entry in situation.treatments:
        if isinstance(entry, Medicine) and entry.stopped_because == "ongoing":
            same = bool(drugs) and all(any(vocabulary.is_a(one, drug) for drug in drugs) for one in entry.drugs)
            goes_on = goes_on or same
            entry = entry.model_copy(update={"ended": when, "stopped_because": "progression" if same else None})
        entries.append(entry)
    if drugs and not goes_on:
        values = {"drugs": drugs, "setting": "metastatic", "started": when, "ended": when}
        entries.append(Medicine(kind="medicine", stopped_because="progression", **values))
    return situation.model_copy(update={"treatments": tuple(entries)})


def drugs_of(way: model.Rules, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The medicines of a choice; of a choice with several ways, the classes that all of them share."""
    if way.drugs or not isinstance(way, model.Choice) or not way.variants:
        return way.drugs
    shared = frozenset.intersection(
        *(frozenset[str]().union(*(vocabulary.classes_of[drug] for drug in one.drugs)) for one in way.variants)
    )
    return tuple(sorted(shared))


def at_a_later_day(now: Lookup, then: Lookup, knowledge: Knowledge, receptors: bool = False) -> Lookup:
    """What is known of a later day; `receptors`: as if the receptors had stayed as they are today."""

    def look(term: Term) -> Possible:
        name = term.name
        if name in STAYS:
            return then(term)
        if name in RECEPTORS and receptors:
            return now(term)
        if name in ONCE_TRUE:
            return YES if now(term) == YES else YES_OR_NO
        if name in ONCE_FALSE:
            return NO if now(term) == NO else YES_OR_NO
        if name in OF_A_GENE:
            marker = knowledge.markers.get(str(term.arguments[0]))
            return YES_OR_NO if marker is None or marker.can_appear_later else now(term)
        if name in LATER_VALUES:
            possible = now(term)
            assert isinstance(possible, frozenset)
            return frozenset().union(*(LATER_VALUES[name].get(value, {value}) for value in possible))
        if name == "on_now":  # whatever goes on today has ended by then
            return NO if then(term) == NO else YES_OR_NO
        if name == "pregnancy":
            return NO if now(Term("pregnancy_possible")) == NO else YES_OR_NO
        return REGISTRY[name].domain

    return look


# ------------------------------------------------------------------------------------------------ one step
def _genes(now: Facts, words: Words) -> str:
    """What of genes and PD-L1 would be looked at again, as far as it matters with these hormone receptors."""
    hormone = now.names("hormone_receptors")
    later = [one.id for one in words.knowledge.markers.values() if one.can_appear_later]
    named = words.sentence("ahead_genes", genes=words.listed(later))
    genes = words.word("gene_changes") if hormone == {"negative"} else named
    return genes if hormone == {"positive"} else words.sentence("ahead_pd_l1", genes=genes)


Found = tuple[Finding, dict[str, Finding]]


def _step(
    choice: model.Choice,
    way: model.Rules,
    now: Facts,
    then: Facts,
    before: Mapping[str, model.Choice],
    here: frozenset[str],
    words: Words,
) -> RoadStep:
    knowledge = words.knowledge
    today = Judge(knowledge, now)
    judge = Judge(knowledge, at_a_later_day(now, then, knowledge))
    same = Judge(knowledge, at_a_later_day(now, then, knowledge, receptors=True))
    shown = _shown(knowledge, now.as_of)
    found = {one.id: find_choice(one, judge, here) for one in shown}
    if_same = {one.id: find_choice(one, same, here) for one in shown}
    always = [one.id for one in shown if one.kind == "always"]
    supported = [name for name, one in found.items() if name not in always and _is_firm(one)]
    may = [name for name, one in if_same.items() if one[0].standing != "not_now" and name not in (*always, *supported)]
    open_then = {*always, *supported, *may}
    other = [name for name, one in found.items() if one[0].standing != "not_now" and name not in open_then]
    gone = [name for name in before if name not in open_then and name not in other and name in found]
    name = words.text(way.names)
    return {
        "after": choice.id if way is choice else f"{choice.id}/{getattr(way, 'id', '')}",
        "name": name,
        "say": words.sentence("ahead_if", name=name),
        "kept": words.sentence("ahead_kept", name=name),
        "not_known": words.sentence(
            "ahead_not_known",
            genes=_genes(now, words),
        ),
        "caution": words.sentence("ahead_nobody_knows"),
        "always": [_line(knowledge.choices[name], words.sentence("always_a_choice"), words) for name in always],
        "supported": [
            _line(knowledge.choices[name], words.sentence("ahead_still_counts"), words)
            for name in _in_order(supported, words)
        ],
        "none_supported": "" if supported else words.sentence("ahead_none_supported"),
        "may": [_may(knowledge.choices[name], if_same[name], today, same, words) for name in _in_order(may, words)],
        "if_receptors_change": words.sentence(
            "ahead_other", names="; ".join(dict.fromkeys(_group(knowledge.choices[name], words) for name in other))
        )
        if (other := _in_order(other, words))
        else "",
        "no_longer": [_gone(knowledge.choices[name], way, words) for name in _in_order(gone, words)],
        "tests": _tests([found[name][0] for name in may], judge, words),
    }


def _is_firm(found: Found) -> bool:
    """Whether a choice, or one of its ways, rests on nothing that is not known then: no exclusion waits either."""
    finding, ways = found
    return any(one.standing == "supported" and not one.to_check for one in (ways.values() if ways else (finding,)))


def _may(choice: model.Choice, found: Found, today: Judge, same: Judge, words: Words) -> RoadChoice:
    """What a choice would depend on if the receptors stayed the same, and what would newly be minded about it."""
    finding, ways = found
    lines = next((known for one in (finding, *ways.values()) if (known := _open_lines(one, same, words))), [])
    if finding.standing == "supported" or not lines:
        say = words.sentence("ahead_if_same")
    else:
        say = words.sentence("ahead_for", **{"for": words.listed(lines)})
    line = _line(choice, say, words)
    for check in finding.checks:
        rule = check.rule
        if isinstance(rule, model.Check) and check.explanation.truth is True:
            say = words.text(rule.if_true)
            new = today(rule.is_).truth is not True
            said = words.sentence("ahead_caution", say=say) if new else say
            line["cautions"].append(statement(said, rule.basis, sensitive=rule.if_true.sensitive))
    return line


def _open_lines(finding: Finding, judge: Judge, words: Words) -> list[str]:
    """For whom a finding would hold, as far as that is not known: of the first support that is not known."""
    for support in finding.supports:
        if support.counts and support.truth is None:
            open_lines = [one.line for one in support.lines if one.explanation.truth is None]
            return [words.text(one.for_ or judge.knowledge.definitions[one.is_].for_) for one in open_lines]
    return []


def _tests(findings: Sequence[Finding], judge: Judge, words: Words) -> list[RoadTest]:
    """The tests on which most of the later choices hang. All receptors are settled by one new sample."""
    knowledge = judge.knowledge
    count: dict[str, int] = {}
    for finding in findings:
        terms = [Term("hormone_receptors") if term.name in RECEPTORS else term for term in finding.missing]
        for ask in dict.fromkeys(ask_for(term, judge) for term in terms):
            if ask in knowledge.tests:
                count[ask] = count.get(ask, 0) + 1
    named = [knowledge.tests[ask] for ask in sorted(count, key=lambda ask: -count[ask])]
    return [
        {"id": one.id, "name": words.text(one.name), "say": words.text(one.why), "basis": list(one.basis)}
        for one in named
    ]


def _shown(knowledge: Knowledge, as_of: dt.date) -> list[model.Choice]:
    """The choices that can come next: not those with less of the medicine that is thought to have stopped working."""
    return [
        one
        for one in knowledge.choices.values()
        if one.kind == "always"
        or (
            one.kind == "choice"
            and one.group != model.LESS_OR_NONE
            and not (one.being_studied and not one.supports)
            and freshness(one.review, knowledge, as_of) != "locked"
        )
    ]


def _open(judge: Judge, here: frozenset[str], as_of: dt.date) -> dict[str, model.Choice]:
    found = ((one, find_choice(one, judge, here)[0]) for one in _shown(judge.knowledge, as_of))
    return {one.id: one for one, finding in found if finding.standing != "not_now"}


def _line(choice: model.Choice, say: str, words: Words) -> RoadChoice:
    return {
        "id": choice.id,
        "name": words.text(choice.names),
        "group_name": _group(choice, words),
        "say": say,
        "cautions": [],
        "basis": _basis_of(choice),
    }


def _group(choice: model.Choice, words: Words) -> str:
    return words.text(words.knowledge.groups[choice.group].name)


def _basis_of(choice: model.Choice) -> list[str]:
    return sorted({name for one in choice.supports for name in one.basis} | set(choice.say.in_short.basis))


def _gone(choice: model.Choice, taken: model.Rules, words: Words) -> Statement:
    """Why a choice that is open today would not be open then. It is a thought, not a fact: so it is said."""
    vocabulary = words.knowledge.vocabulary
    kinds = {
        kind for drug in taken.drugs for kind in (drug, *vocabulary.classes_of.get(drug, ()))
    } & vocabulary.line_classes
    shared = any(
        vocabulary.is_a(one, other) is not False for one in choice.drugs for other in (*taken.drugs, *sorted(kinds))
    )
    say = words.sentence("ahead_gone_grew" if shared else "ahead_gone")
    return statement(say, _basis_of(choice), holds=False, id=choice.id, kind=words.text(choice.names))


def _in_order(names: Sequence[str], words: Words) -> list[str]:
    """As choices always stand: by group, then by name."""
    knowledge = words.knowledge
    groups = list(knowledge.groups)

    def place(name: str) -> tuple[int, str]:
        choice = knowledge.choices[name]
        return groups.index(choice.group), words.text(choice.names).lower()

    return sorted(names, key=place)


def _named(name: str, knowledge: Knowledge) -> tuple[model.Choice, model.Rules]:
    choice_id, _, way_id = name.partition("/")
    choice = knowledge.choices.get(choice_id)
    if choice is None or choice.kind not in ("choice", "always"):
        known = [one.id for one in knowledge.choices.values() if one.kind in ("choice", "always")]
        near = get_close_matches(choice_id, known, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else "; the ids of choices stand in the JSON of a brief"
        raise InputError(f"there is no choice '{choice_id}'{hint}", key="--ahead")
    if not way_id:
        return choice, choice
    ways = {one.id: one for one in choice.variants}
    if way_id not in ways:
        raise InputError(
            f"'{way_id}' is no way of '{choice_id}'; it has {', '.join(ways) or 'no ways of its own'}", key="--ahead"
        )
    return choice, ways[way_id]
