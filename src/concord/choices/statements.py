"""The statements of one choice that do not depend on the person: what it can do, what it can cost, daily life with it.

They depend only on the knowledge, the language, the voice and how much about survival was asked for, so they are made
once for each of these and kept.
"""

from __future__ import annotations

from typing import Any

from concord.choices.figures import (
    HarmRow,
    evidence_of,
    gate,
    harm_rows,
    main_evidence,
    months,
    of_hundred,
    wilson,
)
from concord.choices.shape import Icons, LivingWith, Statement, Study
from concord.choices.words import Words, plain
from concord.knowledge import model
from concord.knowledge.wording import PLACEHOLDER

SURVIVAL_SHOWN = ("typical_range", "full_range")
SOMETHING_ASKED = ("words", *SURVIVAL_SHOWN)  # the person chose to see something about time


def statement(
    say: str, basis: tuple[str, ...] | list[str], facts: tuple[str, ...] = (), holds: bool | None = True, **more: Any
) -> Statement:
    return {"say": say, "basis": list(basis), "facts": list(facts), "holds": holds, **more}  # type: ignore[typeddict-item]


def filled(words: Words, say: model.Say, rules: model.Rules | None, evidence: model.Evidence | None) -> str:
    """A text with its figures in place of the placeholders."""
    text = words.text(say)
    if "{" not in text:
        return text
    numbers = rules.living_with.numbers if rules and rules.living_with else {}
    records = [evidence] if evidence else evidence_of(rules, words.knowledge) if rules else []

    def value(match: Any) -> str:
        name, arm = match.group(1), match.group(2)
        if arm is None and name in numbers:
            return plain(numbers[name])
        for record in records:
            number = figure_value(record, name, arm)
            if number is not None:
                return number
        raise LookupError(f"no figure for {match.group(0)}")

    return PLACEHOLDER.sub(value, text)


def figure_value(evidence: model.Evidence, name: str, arm: str) -> str | None:
    """One figure as a text shows it: whole people of a hundred, whole months."""
    if name in evidence.figures and arm in ("studied", "control"):
        figure = evidence.figures[name]
        value = getattr(figure, arm)
        if value is None:
            return None
        return str(
            months(value)
            if figure.measure == "median_months"
            else of_hundred(value)
            if figure.measure.startswith("percent")
            else plain(value)
        )
    for table in evidence.harms:
        pair = getattr(table.effects.get(name), arm, None) if arm in ("any", "severe") else None
        if pair and pair[0] is not None:
            return str(of_hundred(pair[0]))
    return None


def benefits(rules: model.Rules, words: Words, survival: str) -> list[Statement]:
    """What the choice can do, by its main study; only where the gate is open."""
    knowledge = words.knowledge
    main = main_evidence(rules, knowledge)
    if main is None:
        return []
    if not gate(rules, knowledge).open:
        text = f"{words.sentence('figures_not_checked')} {words.sentence('hidden_benefits')}"
        return [statement(text, main.sources, holds=None, kind="hidden")]
    names = _arms(main, words)
    found: list[Statement] = []
    growth = main.figures.get("growth_free")
    if growth and growth.studied is not None:
        found.append(_growth(growth, names, words))
    for name, response in main.figures.items():
        # a part of the people, such as those with an inherited gene change, stands beside everyone: `response_in_...`
        shown = response.checked.state == "verified" and response.studied is not None
        if shown and (name == "response" or name.startswith("response_in_")):
            found.append(_response(main, response, names, words))
    lasted = main.figures.get("response_lasted")
    if lasted and lasted.studied is not None and lasted.checked.state == "verified":
        found.append(_lasted(lasted, words))
    if not found and rules.main_harms:
        found.append(statement(words.sentence("no_benefit_figure"), main.sources, holds=None, kind="no_figure"))
    outcome = main.living_longer
    if survival == "none":
        found.append(statement(words.sentence("living_longer_hidden"), outcome.basis, kind="living_longer"))
    else:
        text = (
            filled(words, outcome.say, rules, main)
            if outcome.say
            else words.sentence(f"living_longer_{_longer(outcome.shown)}")
        )
        found.append(statement(text, outcome.basis, kind="living_longer", sensitive=True))
    if survival in SURVIVAL_SHOWN:
        found += survival_statements(main, words, survival)
    quality = main.quality_of_life
    text = (
        filled(words, quality.say, rules, main)
        if quality.say
        else words.sentence(f"life_quality_{_quality(quality.shown)}")
    )
    found.append(statement(text, quality.basis, kind="quality_of_life"))
    return found


def _longer(shown: str) -> str:
    return {"same": "not_longer", "worse": "shorter", "better": "longer"}.get(shown, shown)


def _quality(shown: str) -> str:
    return {"not_longer": "same", "longer": "better", "shorter": "worse"}.get(shown, shown)


def _arms(evidence: model.Evidence, words: Words) -> dict[str, str]:
    return {
        "studied_name": words.text(evidence.studied.name),
        "control_name": words.text(evidence.control.name) if evidence.control else "",
    }


def _among(figure: model.Figure, words: Words) -> str:
    return words.sentence("among", among=words.text(figure.among)) if figure.among else ""


def _growth(figure: model.Figure, names: dict[str, str], words: Words) -> Statement:
    """The time before the cancer grew, both arms, how sure it is, and that it is not the same as living longer."""
    assert figure.studied is not None
    parts = [words.sentence("growth", studied=months(figure.studied), **names) + _among(figure, words)]
    if figure.control is not None:
        parts.append(words.sentence("growth_control", control=months(figure.control), **names))
    else:
        parts.append(words.sentence("growth_alone"))
    parts += [*_ranges(figure, words), words.sentence("growth_meaning"), words.sentence("growth_is_not_survival")]
    return statement(" ".join(parts), [figure.source], kind="growth_free")


def _ranges(figure: model.Figure, words: Words) -> list[str]:
    """How sure middle values are, or that the source does not say."""
    if not figure.studied_interval:
        return [words.sentence("range_not_given")]
    parts = [words.sentence("growth_range", range=_interval(figure.studied_interval, words))]
    if figure.control_interval:
        parts.append(words.sentence("growth_range_control", range=_interval(figure.control_interval, words)))
    return parts


def _response(evidence: model.Evidence, figure: model.Figure, names: dict[str, str], words: Words) -> Statement:
    assert figure.studied is not None
    studied = of_hundred(figure.studied)
    control = of_hundred(figure.control) if figure.control is not None else None
    parts = [words.sentence("response", studied=studied, studied_not=100 - studied, **names) + _among(figure, words)]
    parts.append(_percent_range(figure, words))
    if control is not None:
        parts.append(words.sentence("response_control", control=control, control_not=100 - control, **names))
    return statement(" ".join(parts), [figure.source], kind="response", icons=_icons(evidence, studied, control, words))


def _lasted(figure: model.Figure, words: Words) -> Statement:
    """How long a response held, in those who had one, both arms."""
    assert figure.studied is not None
    parts = [words.sentence("response_lasted", studied=months(figure.studied)) + _among(figure, words)]
    if figure.control is not None:
        parts.append(words.sentence("response_lasted_control", control=months(figure.control)))
    return statement(" ".join([*parts, *_ranges(figure, words)]), [figure.source], kind="response_lasted")


def _percent_range(figure: model.Figure, words: Words) -> str:
    """The interval of a share of people: as published, else by Wilson from their number, else that there is none."""
    if figure.studied_interval and figure.studied_interval[1] is not None:
        low, high = figure.studied_interval
    elif figure.people and figure.studied is not None:
        low, high = wilson(figure.studied, figure.people[0])
    else:
        return words.sentence("range_not_given")
    assert high is not None
    return words.sentence("harm_interval", low=of_hundred(low), high=of_hundred(high))


def _icons(evidence: model.Evidence, studied: int, control: int | None, words: Words) -> Icons:
    """The numbers of a picture: whole people of a hundred, both arms of one study."""
    names = _arms(evidence, words)
    return {
        "of": 100,
        "study": evidence.id,
        "studied": studied,
        "control": control,
        "studied_name": names["studied_name"],
        "control_name": names["control_name"] or None,
    }


def survival_statements(evidence: model.Evidence, words: Words, survival: str) -> list[Statement]:
    """Figures on length of life, for a person who asked for them."""
    figure = evidence.figures.get("survival")
    found: list[Statement] = []
    names = _arms(evidence, words)
    if figure and figure.checked.state == "verified" and figure.studied is not None and figure.control is not None:
        text = words.sentence(
            "survival_half",
            studied=months(figure.studied),
            control=months(figure.control),
            among=_among(figure, words),
            **names,
        )
        text = " ".join([text, *_ranges(figure, words)])
        found.append(statement(text, [figure.source], kind="survival", sensitive=True))
        if evidence.scenarios:
            found.append(_scenarios(evidence, figure.studied, words, survival))
    for name, landmark in evidence.figures.items():
        if (
            name.startswith("survival_at")
            and landmark.checked.state == "verified"
            and None not in (landmark.studied, landmark.control, landmark.at_months)
        ):
            assert landmark.studied is not None
            assert landmark.control is not None
            assert landmark.at_months is not None
            one, two = of_hundred(landmark.studied), of_hundred(landmark.control)
            text = words.sentence(
                "survival_at",
                months=plain(landmark.at_months),
                studied=one,
                studied_not=100 - one,
                control=two,
                control_not=100 - two,
                **names,
            )
            found.append(statement(text, [landmark.source], kind="survival", sensitive=True))
    return found


def _scenarios(evidence: model.Evidence, median: float, words: Words, survival: str) -> Statement:
    """A range of survival estimated from the middle value, named as an estimate, with how often such estimates fit."""
    known = words.knowledge.survival_scenarios[evidence.scenarios or ""]
    name = words.text(evidence.studied.name)
    at = {case: months(median * multiple) for case, multiple in known.multiples.items()}
    parts = [words.sentence("scenarios_typical", studied_name=name, lower=at["lower"], upper=at["upper"])]
    used = ["lower", "upper"]
    if survival == "full_range":
        parts.append(words.sentence("scenarios_worst", worst=at["worst"]))
        used.append("worst")
        if "best" in at:
            parts.append(words.sentence("scenarios_best", best=at["best"]))
            used.append("best")
    right = sorted(of_hundred(known.accurate[case]) for case in used)  # type: ignore[index]
    parts.append(words.sentence("scenarios_accuracy", least=right[0], most=right[-1]))
    basis = [evidence.figures["survival"].source, known.source]
    return statement(" ".join(parts), basis, kind="survival", sensitive=True, id="scenarios")


def _interval(interval: tuple[float, float | None], words: Words) -> str:
    low, high = interval
    return (
        words.word("from_to", low=months(low), high=months(high))
        if high is not None
        else words.word("at_least", number=months(low))
    )


def harms(rules: model.Rules, words: Words) -> list[Statement]:
    """What the choice can cost: each main side effect, both groups, both ways round, with a picture's numbers."""
    knowledge = words.knowledge
    rows = list(harm_rows(rules, knowledge))
    if not rows:
        return []
    if not gate(rules, knowledge).open:
        effects = [words.text(knowledge.effects[row.effect].name) for row in rows]
        return [
            statement(
                f"{words.sentence('figures_not_checked')} {_capital(words.listed(effects))}.",
                [rows[0].table.source],
                holds=None,
                kind="hidden",
            )
        ]
    found: list[Statement] = []
    named: set[str] = set()
    for row in rows:
        if row.evidence.id not in named and (other := other_group(row.evidence, words)):
            found.append(statement(other, row.evidence.sources, kind="other_group"))
        named.add(row.evidence.id)
        found.append(harm_statement(row, words))
    first = next(iter(evidence_of(rules, knowledge)), None)
    stopped = first.figures.get("stopped_for_side_effects") if first else None
    if stopped and stopped.studied is not None and stopped.checked.state == "verified":
        share = of_hundred(stopped.studied)
        said = words.sentence("stopped_for_side_effects", studied=share, studied_not=100 - share)
        found.append(
            statement(
                f"{said} {_percent_range(stopped, words)}",
                [stopped.source],
                kind="stopped_for_side_effects",
            )
        )
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def other_group(evidence: model.Evidence, words: Words) -> str:
    """Whom the other group of a study had: said once before its side effects."""
    if evidence.control is None:
        return words.sentence("harm_alone", title=words.title(evidence))
    return words.sentence(
        "harm_other_group", title=words.title(evidence), control_name=words.text(evidence.control.name)
    )


def harm_statement(row: HarmRow, words: Words) -> Statement:
    """One side effect of both arms, both ways round, with its interval and a picture's numbers."""
    effect = words.knowledge.effects[row.effect]
    phrases = {"had": words.text(effect.had), "had_not": words.text(effect.had_not)}
    anyone, severe = row.harm.any, row.harm.severe
    only_severe = anyone is None or anyone[0] is None
    shown = severe if only_severe else anyone
    assert shown is not None
    studied, control = shown
    assert studied is not None
    one = _people(studied, words)
    if only_severe:
        text = words.sentence("harm_severe_only", studied=one[0], studied_not=one[1], **phrases)
    else:
        worst = severe[0] if severe else None
        how_bad = "" if worst is None else words.sentence("harm_severe", severe=_people(worst, words)[0])
        how_bad = words.sentence("harm_severe_none") if worst == 0 else how_bad
        text = words.sentence("harm", studied=one[0], studied_not=one[1], severe=how_bad, **phrases)
    if row.table.people:
        low, high = (of_hundred(value) for value in wilson(studied, row.table.people[0]))
        if low != high:
            text += " " + words.sentence("harm_interval", low=low, high=high)
    else:
        text += " " + words.sentence("range_not_given")
    if row.evidence.control and control is not None:
        two = _people(control, words)
        name = "harm_control_severe_only" if only_severe else "harm_control"
        text += " " + words.sentence(name, control=two[0], control_not=two[1])
    elif row.evidence.control:
        text += " " + words.sentence("harm_control_unknown")
    icons = _icons(row.evidence, of_hundred(studied), of_hundred(control) if control is not None else None, words)
    worst_count = of_hundred(severe[0]) if severe and severe[0] is not None else None
    return statement(
        text, [row.table.source], id=row.effect, kind="harm", icons=icons, severe=worst_count, sensitive=effect.deadly
    )


def _people(percent: float, words: Words) -> tuple[str, str]:
    """How many of a hundred had it and had not. Some, but less than half a person, is "fewer than 1"."""
    if 0 < percent < 0.5:
        return words.word("fewer_than_one"), words.word("more_than_all_but_one")
    return str(of_hundred(percent)), str(100 - of_hundred(percent))


def living_with(rules: model.Rules, words: Words) -> LivingWith | None:
    """Daily life with it: how it is given, visits, tests, hair, work, feelings."""
    living = rules.living_with
    if living is None:
        return None
    basis = living.basis
    found = [statement(filled(words, living.pattern, rules, None), basis, kind="pattern")]
    for kind in SPANS:
        if say := span(kind, living, words):
            found.append(statement(say, basis, kind=kind))
    if living.tests:
        tests = words.listed([words.word(f"test_{name}") for name in living.tests])
        found.append(statement(words.sentence("tests_on_the_way", tests=tests), basis, kind="tests"))
    found.append(statement(words.word(f"hair_{living.hair}"), basis, kind="hair"))
    for name in ("daily", "feelings"):
        if say := getattr(living, name):
            found.append(statement(filled(words, say, rules, None), say.basis or basis, kind=name))
    return {"given": list(living.given), "statements": found, "hair": living.hair}


# Measures of daily life that run from the least to the most, with the sentences for a span and for a single value.
SPANS = {"visits": ("visits", "visits_same"), "visit_hours": ("visit_hours", "visit_hours_same")}


def span(kind: str, living: model.LivingWith, words: Words) -> str | None:
    """Clinic visits a month, or hours a visit, as a sentence."""
    found = living.clinic_visits_per_month if kind == "visits" else living.visit_hours
    if found is None:
        return None
    low, high = (plain(value) for value in found)
    return words.sentence(SPANS[kind][low == high], low=low, high=high)


WORKING = ("measured", "how_often", "working", "misleads")


def working(choice: model.Choice, words: Words) -> list[Statement]:
    """How one sees whether a choice works: what is measured, how often, what counts, and what does not mean much."""
    records = words.knowledge.monitoring.values()
    named = next((one for one in records if choice.id in one.choices), None)
    found = named or next((one for one in records if choice.group in one.groups), None)
    if found is None:
        return []
    numbers = {name: plain(value) for name, value in found.numbers.items()}
    return [statement(words.text(getattr(found, part)).format_map(numbers), found.basis, kind=part) for part in WORKING]


def is_no_medicine(rules: model.Rules) -> bool:
    return rules.living_with is not None and rules.living_with.given == ("none",)


def given_in_words(rules: model.Rules, words: Words) -> str:
    """How it is given, before its name: "Pills and shots"."""
    if rules.living_with is None:
        return ""
    given = [words.word("none_given" if name == "none" else name) for name in rules.living_with.given]
    text = words.listed(given)
    return text[:1].upper() + text[1:]


def studies(rules: model.Rules, words: Words) -> list[Study]:
    """The studies behind a choice: who was in them, and the exact figures for a clinician."""
    found: list[Study] = []
    shown = gate(rules, words.knowledge).open
    for evidence in evidence_of(rules, words.knowledge):
        names = _arms(evidence, words)
        count = evidence.studied.people or evidence.people or ""
        if evidence.control:
            key = "study_compared" if count else "study_compared_uncounted"
        else:
            key = "study_one_arm" if count else "study_one_arm_uncounted"
        say = words.sentence(key, title=words.title(evidence), year=evidence.year, people=count, **names)
        who = words.sentence("who_was_studied", who=filled(words, evidence.who, None, evidence))
        details = (
            [line for name, figure in evidence.figures.items() if (line := exact(name, figure, words))] if shown else []
        )
        if evidence.limits:
            who += " " + filled(words, evidence.limits, None, evidence)
        found.append(
            {
                "id": evidence.id,
                "title": words.title(evidence),
                "year": evidence.year,
                "say": say,
                "who": who,
                "you": [],
                "basis": list(evidence.sources),
                "details": details,
            }
        )
    return found


def exact(name: str, figure: model.Figure, words: Words) -> str | None:
    """A figure as clinicians write it; survival is left out here, it is gated by itself."""
    if figure.checked.state != "verified" or name.startswith("survival") or figure.studied is None:
        return None
    unit = "%" if figure.measure.startswith("percent") else ""
    if f"figure_{name}" not in words.knowledge.phrases.words:
        return None  # a figure that only texts point to
    text = f"{words.word(f'figure_{name}')}: {figure.studied:g}{unit}"
    if figure.control is not None:
        text += f" {words.word('versus')} {figure.control:g}{unit}"
    if figure.ratio is not None:
        text += f"; HR {figure.ratio:g}" + (
            f" ({figure.ratio_interval[0]:g}-{figure.ratio_interval[1]:g})" if figure.ratio_interval else ""
        )
    return text
