"""From facts to the brief: one plain structure that every page, PDF and paste text is drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from concord.choices import fit, to_read
from concord.choices import statements as made
from concord.choices.answers import answers
from concord.choices.asking import ask_for, questions, tests
from concord.choices.considered import Considered, consider, said
from concord.choices.figures import gate
from concord.choices.findings import (
    Finding,
    Judge,
    RuleResult,
    SupportResult,
    disagreeing,
    find,
    find_choice,
    pinned,
    regions,
)
from concord.choices.road import road_ahead
from concord.choices.shape import (
    SCHEMA,
    Brief,
    ChoiceCard,
    Companion,
    Conflict,
    LikeYou,
    MissingFact,
    Road,
    RoadStep,
    Statement,
    Study,
    SupportLine,
    UrgentSign,
)
from concord.choices.statements import statement
from concord.choices.summary import scope, situation_part
from concord.choices.words import Language, Talk, Words
from concord.criteria.terms import Term
from concord.knowledge import model
from concord.knowledge.fresh import freshness
from concord.knowledge.load import Knowledge
from concord.possible import Names, Range, truth_of
from concord.readability import levels
from concord.situation.declare import Facts
from concord.situation.derive import derive, words_not_understood
from concord.situation.model import Situation
from concord.situation.notes import signs_in

FIXED_LINES = (
    "title",
    "title_clinician",
    "how_to_read",
    "not_reviewed",
    "stop_line",
    "cross_trial",
    "harm_horizon",
    "may_be_others",
    "always_a_choice",
    "show_figures",
)
ORDER = {"supported": 0, "depends": 1, "not_now": 2}
HORMONE_RECEPTORS, HER2 = Term("hormone_receptors"), Term("her2")
HER2_NEGATIVE = frozenset({"zero", "ultralow", "low"})

# An amount or a date does not say whether the thing was given at all: the fact that does, for each.
GIVEN_BY = {
    "cumulative_mg_m2": "had",
    "cycles": "had",
    "months_on": "had",
    "months_since": "had",
    "months_to_relapse": "had",
    "radiation_gy": "radiation",
    "radiation_fractions": "radiation",
    "months_since_radiation": "radiation",
}


def brief(
    situation: Situation,
    knowledge: Knowledge,
    as_of: dt.date,
    *,
    language: Language | None = None,
    talk: Talk | None = None,
    survival: str | None = None,
    ahead: Sequence[str] = (),
    trials: Sequence[Statement] | None = None,
) -> Brief:
    """The brief for one situation on a day.

    Language, voice and how much about survival come from the situation unless given; survival figures appear only for
    `typical_range` and `full_range`. The road ahead is computed for the choices that `ahead` names, one step each.
    `trials` is what trials/in_brief.py says of the records that are kept, if any are.
    """
    words = Words(
        knowledge, language or situation.person.language or "en", talk or situation.priorities.talk or "direct"
    )
    facts = derive(situation, knowledge.vocabulary, as_of)
    survival = survival or situation.priorities.survival_figures or "ask"
    return _Maker(situation, knowledge, facts, words, survival, tuple(ahead), trials).make()


class _Maker:
    """The parts of one brief, and what they share."""

    def __init__(
        self,
        situation: Situation,
        knowledge: Knowledge,
        facts: Facts,
        words: Words,
        survival: str,
        ahead: tuple[str, ...] = (),
        trials: Sequence[Statement] | None = None,
    ) -> None:
        self.situation = situation
        self.knowledge = knowledge
        self.facts = facts
        self.words = words
        self.survival = survival
        self.ahead = ahead
        self.trials = trials
        self.judge = Judge(knowledge, facts)
        self.here = regions(situation.person.country, knowledge)
        self.considered: Considered = consider(self.judge, words, situation.person.country, facts.as_of)
        self.used: dict[Term, None] = {}
        self.sources: dict[str, None] = {}

    def make(self) -> Brief:
        knowledge, words = self.knowledge, self.words
        where = scope(self.facts, words)
        in_scope = where["in_scope"] is not False
        found = self._find_all() if in_scope else {}
        cards = [
            self._card(knowledge.choices[name], *one)
            for name, one in found.items()
            if knowledge.choices[name].kind in ("choice", "always")
        ]
        cards = [card for card in cards if card["why_not"] != "being_studied"]
        cards.sort(key=self._place)
        open_cards = [card for card in cards if card["standing"] != "not_now"]
        open_findings = {name: one for name, one in found.items() if one[0].standing != "not_now"}
        beside = self._find_supportive(found) if in_scope else {}
        in_use: dict[str, tuple[Finding, dict[str, Finding]]] = {
            name: (one, {}) for name, one in beside.items() if one.standing == "supported"
        }
        asked_tests = tests(in_use | open_findings, self.judge, words) if in_scope else []
        asked_questions = (
            questions(open_findings, asked_tests, self.judge, words, self.survival, self.considered.questions)
            if in_scope
            else []
        )
        supportive = sorted(
            (self._card(knowledge.choices[name], finding, {}) for name, finding in beside.items()), key=self._place
        )
        listed = {card["id"] for card in supportive if card["standing"] != "not_now"}
        conflicts = self._conflicts() if in_scope else []
        subtypes = self._subtypes() if in_scope else []
        result: Brief = {
            "schema": SCHEMA,
            "as_of": self.facts.as_of.isoformat(),
            "knowledge": {
                "version": knowledge.meta.version,
                "hash": knowledge.hash,
                "as_of": knowledge.meta.as_of.isoformat(),
                "reviewed": knowledge.meta.reviewed.isoformat() if knowledge.meta.reviewed else None,
                "next_review": knowledge.meta.next_review.isoformat(),
            },
            "made_on": words.word(
                "heading_made_on",
                date=words.day(self.facts.as_of),
                as_of=words.day(knowledge.meta.as_of),
                version=knowledge.meta.version,
                next_review=words.day(knowledge.meta.next_review),
            ),
            "language": words.language,
            "talk": words.talk,
            "funding": statement(words.text(knowledge.meta.funding), []),
            "update_policy": words.text(knowledge.meta.update_policy),
            "reading_level": None,
            "labels": self._labels(),
            "scope": where,
            "notes": self._notes(in_scope, subtypes),
            "urgent": self._urgent(),
            "when_to_call": self._when_to_call(),
            "decision_question": self._decision_question(open_cards) if in_scope else "",
            "natural_course": statement(
                words.text(knowledge.natural_course.say), knowledge.natural_course.basis, sensitive=True
            )
            if in_scope
            else None,
            "situation": situation_part(self.facts, words, self.used, in_scope),
            "considered": said(self.considered, (one["id"] for one in asked_questions), words) if in_scope else [],
            "care_first": [name for name in self.considered.first if name in listed],
            "conflicts": conflicts,
            "subtypes": subtypes,
            "groups": [
                {"id": one.id, "name": words.text(one.name), "say": words.text(one.say)}
                for one in knowledge.groups.values()
                if not one.supportive
            ],
            "matters": fit.matters_part(cards, words),
            "trade_offs": fit.trade_offs(cards, words),
            "choices": cards,
            "locked": self._locked() if in_scope else [],
            "supportive": supportive,
            "tests": asked_tests,
            "questions": asked_questions,
            "questions_offer": self._questions_offer() if in_scope else None,
            "answers": [],
            "being_studied": self._being_studied() if in_scope else [],
            "trials": list(self.trials) if in_scope and self.trials else None,
            "road_ahead": None,
            "survival": self._survival_note() if in_scope else None,
            "help": self.considered.help if in_scope else [],
            "reading": self.considered.reading if in_scope else [],
            "not_known": self._not_known(open_cards),
            "not_understood": self._not_understood(),
            "glossary": to_read.glossary(words) if in_scope else [],
            "sources": [],
        }
        if in_scope:
            result["answers"] = answers(result, self.judge, self.facts, words)
            result["road_ahead"] = self._road_ahead()
        result["sources"] = self._source_list(result)
        result["reading_level"] = levels(_read_by_people(result), words.language, knowledge.hard_names) or None
        return result

    def _labels(self) -> dict[str, str]:
        """The headings and fixed lines that documents set around what the brief says."""
        words, phrases = self.words, self.knowledge.phrases
        kept: dict[str, dict[str, str]] = self.knowledge.__dict__.setdefault("_labels", {})
        if words.language not in kept:
            named = {name: say for name, say in phrases.words.items() if name.startswith(("heading_", "mark_"))}
            named |= {name: phrases.words[name] for name in (*ORDER, "always", "in_en", "in_es")}
            named |= {name: phrases.sentences[name] for name in FIXED_LINES}
            labels = {name: words.text(say) for name, say in named.items()}
            kept[words.language] = labels | {"not_reviewed": words.not_reviewed()}
        return kept[words.language]

    # ------------------------------------------------------------------------------------------ choices
    def _find_all(self) -> dict[str, tuple[Finding, dict[str, Finding]]]:
        return {
            name: find_choice(choice, self.judge, self.here)
            for name, choice in self.knowledge.choices.items()
            if choice.kind in ("choice", "always") and not self._is_locked(choice)
        }

    def _is_locked(self, choice: model.Choice) -> bool:
        return choice.kind != "always" and freshness(choice.review, self.knowledge, self.facts.as_of) == "locked"

    def _locked(self) -> list[Statement]:
        """Choices whose review is so long overdue that they are no longer shown: named, so that one can ask."""
        names = [choice.names for choice in self.knowledge.choices.values() if self._is_locked(choice)]
        say = self.words.sentence
        return [statement(say("locked", name=self.words.text(name)), [], holds=None) for name in names]

    def _overdue(self, choice: model.Choice) -> Statement | None:
        if freshness(choice.review, self.knowledge, self.facts.as_of) == "fresh":
            return None
        return statement(self.words.sentence("overdue_choice", date=self.words.day(choice.review.next)), [], holds=None)

    def _place(self, card: ChoiceCard) -> tuple[int, str]:
        return list(self.knowledge.groups).index(card["group"]), card["name"].lower()

    def _card(self, choice: model.Choice, finding: Finding, variants: dict[str, Finding]) -> ChoiceCard:
        card = self._rules_card(choice.id, choice, choice, finding)
        card["variants"] = [self._rules_card(one.id, choice, one, variants[one.id]) for one in choice.variants]
        card["variants"].sort(key=lambda one: (ORDER[one["standing"]], one["name"].lower()))
        card["figures_shown"] = card["figures_shown"] or any(one["figures_shown"] for one in card["variants"])
        return card

    def _rules_card(self, name: str, choice: model.Choice, rules: model.Rules, finding: Finding) -> ChoiceCard:
        words = self.words
        fixed = self._fixed(name, choice, rules)
        self._use(finding.because)
        self._use(finding.missing)
        open_now = finding.standing != "not_now"
        supports = [self._support(one) for one in finding.supports]
        checks = (
            [*(self._exclusion_check(one) for one in finding.exclusions), *(self._check(one) for one in finding.checks)]
            if open_now
            else []
        )
        given = [one for one in checks if one is not None]
        return {
            "id": name,
            "name": fixed["name"],
            "group": choice.group,
            "group_name": fixed["group_name"],
            "given": fixed["given"],
            "drugs": list(rules.drugs),
            "brands": [f"{words.medicine(drug)} ({brand})" for drug, brand in rules.brands.items()],
            "variants": [],
            "standing": finding.standing,
            "always": choice.kind == "always",
            "why_not": finding.why_not,
            "overdue": self._overdue(choice) if rules is choice else None,
            "disagreement": self._disagreement(finding),
            "because": self._because(choice, finding, supports),
            "missing": self._missing(finding),
            "check_first": [one for one in given if one["holds"] is None],
            "cautions": [one for one in given if one["holds"] is True],
            "companions": self._companions(rules) if open_now else [],
            "supports": supports,
            "in_short": fixed["in_short"],
            "benefits": fixed["benefits"],
            "harms": fixed["harms"],
            "figures_shown": fixed["figures_shown"],
            "living_with": fixed["living_with"],
            "more": fixed["more"],
            "fit": fit.ordered(fixed["fit"], self.situation.priorities.matters, self.considered.rows, words),
            "working": fixed["working"],
            "evidence": [self._like_you(study) for study in fixed["evidence"]] if open_now else fixed["evidence"],
            "reading": fixed["reading"],
            "sources": fixed["sources"],
        }

    def _fixed(self, name: str, choice: model.Choice, rules: model.Rules) -> dict[str, Any]:
        """What does not depend on the person, made once for each language, voice and amount of survival figures."""
        kept: dict[tuple[Any, ...], dict[str, Any]] = self.knowledge.__dict__.setdefault("_made", {})
        key = (choice.id, name, self.words.language, self.words.talk, self.survival)
        if key not in kept:
            kept[key] = self._make_fixed(choice, rules)
        return kept[key]

    def _make_fixed(self, choice: model.Choice, rules: model.Rules) -> dict[str, Any]:
        words = self.words
        basis = _basis_of(rules)
        more = []
        for key in (
            "without_treatment",
            "how_it_works",
            "what_helps",
            "call_early",
            "not_known",
            "when_it_stops_working",
        ):
            say = getattr(choice.say, key)
            if say and rules is choice:
                more.append(
                    statement(
                        made.filled(words, say, rules, None), say.basis or basis, kind=key, sensitive=say.sensitive
                    )
                )
        in_short = (
            statement(made.filled(words, choice.say.in_short, rules, None), choice.say.in_short.basis or basis)
            if rules is choice
            else None
        )
        fixed: dict[str, Any] = {
            "name": words.text(rules.names),
            "group_name": words.text(self.knowledge.groups[choice.group].name),
            "given": ""
            if choice.kind == "supportive" and made.is_no_medicine(rules)
            else made.given_in_words(rules, words),
            "in_short": in_short,
            "benefits": self._benefits(choice, rules),
            "harms": [*self._in_words(choice, rules, "can_cost"), *made.harms(rules, words)],
            "figures_shown": gate(rules, self.knowledge).open and bool(rules.evidence),
            "living_with": made.living_with(rules, words),
            "more": more,
            "fit": fit.fit_rows(rules, words),
            "working": made.working(choice, words) if rules is choice else [],
            "evidence": made.studies(rules, words),
            "reading": to_read.about("choices", choice.id, words) if rules is choice else [],
        }
        return {**fixed, "sources": sorted({*basis, *cited(fixed, frozenset())} | cited(list(fixed["fit"].values())))}

    def _benefits(self, choice: model.Choice, rules: model.Rules) -> list[Statement]:
        """What a choice can do, in words and in figures; words make up for figures that nobody found."""
        said = self._in_words(choice, rules, "can_do")
        figures = made.benefits(rules, self.words, self.survival)
        return [*said, *(one for one in figures if not said or one.get("kind") != "no_figure")]

    def _in_words(self, choice: model.Choice, rules: model.Rules, key: str) -> list[Statement]:
        """What a choice can do or cost, where that is not a trial's figure."""
        say = getattr(choice.say, key)
        if rules is not choice or say is None:
            return []
        text = made.filled(self.words, say, rules, None)
        return [statement(text, say.basis or _basis_of(choice), kind=key, sensitive=say.sensitive)]

    def _like_you(self, study: Study) -> Study:
        """The study with what could be told of how the reader is like the people in it."""
        included = self.knowledge.evidence[study["id"]].included
        you: list[LikeYou] = [{"say": self._for(line), "holds": self.judge(line.is_).truth} for line in included]
        return {**study, "you": you}

    def _support(self, one: SupportResult) -> SupportLine:
        words, support = self.words, one.support
        name = self._by(support)
        if one.counts:
            relevant = [line for line in one.lines if line.explanation.truth is one.truth] or list(one.lines)
            key = {True: "support_holds", False: "support_fails", None: "support_unknown"}[one.truth]
            say = words.sentence(key, who=name, **{"for": words.listed([self._for(line.line) for line in relevant])})
        else:
            say = words.sentence("support_elsewhere", who=name)
        if support.say:
            say += " " + words.text(support.say)
        lines: list[Any] = [
            {
                "say": self._for(line.line),
                "holds": line.explanation.truth,
                "facts": [str(term) for term in line.explanation.because],
            }
            for line in one.lines
        ]
        label, guideline = support.label, support.guideline
        return {
            "kind": "label" if label else "guideline",
            "by": support.by,
            "name": name,
            "country": label.country if label else None,
            "date": label.date if label else str(guideline.year) if guideline else "",
            "says": guideline.says if guideline else None,
            "strength": guideline.strength if guideline else None,
            "counts": one.counts,
            "silent": one.silent,
            "holds": one.truth,
            "say": say,
            "lines": lines,
            "basis": list(support.basis),
        }

    def _by(self, support: model.Support) -> str:
        words, label, guideline = self.words, support.label, support.guideline
        if label:
            return self._once(
                support,
                lambda: words.sentence(
                    "label", country=label.country, agency=words.word(label.agency), date=words.day(label.date)
                ),
            )
        assert guideline is not None
        return self._once(
            support, lambda: words.sentence("guideline", body=words.word(guideline.body), year=guideline.year)
        )

    def _for(self, line: model.Line) -> str:
        return self._once(line, lambda: self.words.text(line.for_ or self.knowledge.definitions[line.is_].for_))

    def _once(self, record: model.Record, make: Callable[[], str]) -> str:
        """A text that depends on its record, the language and the voice only: made once, kept with the knowledge."""
        kept: dict[tuple[int, str, str], str] = self.knowledge.__dict__.setdefault("_texts", {})
        key = (id(record), self.words.language, self.words.talk)
        if key not in kept:
            kept[key] = make()
        return kept[key]

    def _because(self, choice: model.Choice, finding: Finding, supports: list[SupportLine]) -> list[Statement]:
        words = self.words
        if choice.kind == "always":
            return [statement(words.sentence("always_a_choice"), choice.say.in_short.basis or _basis_of(choice))]
        found: list[Statement] = []
        if finding.why_not in ("unsafe", "used_before"):
            for one in finding.exclusions:
                if one.explanation.truth is True and isinstance(one.rule, model.Exclusion):
                    found.append(self._from_rule(one, one.rule.say, True))
            return found
        if finding.why_not:
            found.append(statement(words.sentence(f"not_now_{finding.why_not}"), _basis_of(choice), holds=False))
        wanted = {"supported": True, "depends": None, "not_now": False}[finding.standing]
        if finding.standing == "depends" and any(one.counts and one.truth is True for one in finding.supports):
            wanted = True
        for support, line in zip(finding.supports, supports, strict=True):
            if support.counts and support.truth is wanted:
                facts = [fact for one in line["lines"] if one["holds"] is wanted for fact in one["facts"]]
                found.append(statement(line["say"], line["basis"], tuple(dict.fromkeys(facts)), wanted))
        if (
            choice.drugs
            and finding.standing == "supported"
            and not any(one.truth is True and one.support.label for one in finding.supports if one.counts)
        ):
            found.append(statement(words.sentence("off_label"), _basis_of(choice), holds=True, kind="off_label"))
        return found

    def _disagreement(self, finding: Finding) -> Statement | None:
        if not finding.disagree:
            return None
        holding, failing = disagreeing(one for one in finding.supports if one.counts)
        if not holding or not failing:
            return None
        text = self.words.sentence(
            "disagreement",
            holding=self.words.listed([self._by(one.support) for one in holding]),
            failing=self.words.listed([self._by(one.support) for one in failing]),
        )
        return statement(text, sorted({source for one in (*holding, *failing) for source in one.support.basis}))

    def _missing(self, finding: Finding) -> list[MissingFact]:
        return [
            {"fact": str(term), "say": self.words.fact(term), "ask": ask_for(term, self.judge)}
            for term in finding.missing
        ]

    def _check(self, one: RuleResult) -> Statement | None:
        assert isinstance(one.rule, model.Check)
        truth = one.explanation.truth
        say = one.rule.if_true if truth is True else self._if_unknown(one) if truth is None else None
        return self._from_rule(one, say, truth) if say else None

    def _if_unknown(self, one: RuleResult) -> model.Say | None:
        """What is said of a rule that waits: of something given in an amount that is not known, that it was given."""
        rule = one.rule
        if rule.if_amount_unknown and any(self._was_given(term) for term in one.explanation.missing):
            return rule.if_amount_unknown
        return rule.if_unknown

    def _was_given(self, term: Term) -> bool:
        """Whether that of which this term is an amount or a date was surely given. An order, or a maybe, is not."""
        if term.name not in GIVEN_BY:
            return False
        what, setting = (*term.arguments, None)[:2]
        if term.name == "months_to_relapse":
            setting = setting or "early"
        arguments = (what, setting) if GIVEN_BY[term.name] == "had" else (what,)
        return truth_of(self.facts(Term(GIVEN_BY[term.name], arguments))) is True

    def _exclusion_check(self, one: RuleResult) -> Statement | None:
        assert isinstance(one.rule, model.Exclusion)
        say = self._if_unknown(one) if one.explanation.truth is None else None
        return self._from_rule(one, say, None) if say else None

    def _from_rule(self, one: RuleResult, say: model.Say, truth: bool | None) -> Statement:
        terms = one.explanation.missing if truth is None else one.explanation.because
        self._use(terms)
        return statement(
            self.words.text(say),
            one.rule.basis,
            tuple(str(term) for term in terms),
            truth,
            id=one.rule.id or "",
            sensitive=say.sensitive,
        )

    def _companions(self, rules: model.Rules) -> list[Companion]:
        best: dict[str, tuple[bool | None, model.Companion]] = {}
        for companion in rules.companions:
            explanation = self.judge(companion.when)
            truth = explanation.truth
            if truth is not False and (companion.add not in best or truth is True):
                best[companion.add] = (truth, companion)
                self._use(explanation.because)
        found: list[Companion] = []
        for name, (truth, companion) in best.items():
            label = self.words.text(self.knowledge.choices[name].names)
            say = self.words.sentence("companion" if truth else "companion_maybe", name=label)
            found.append({"id": name, "name": label, "holds": truth, "say": say, "basis": list(companion.basis)})
        return found

    def _find_supportive(self, found: dict[str, tuple[Finding, dict[str, Finding]]]) -> dict[str, Finding]:
        """What goes with the open choices: companions that hold or may hold, and supportive records.

        A supportive record that is ruled out stays in view with its reason; one that is not indicated does not.
        """
        wanted: dict[str, None] = {}
        for name, (finding, _) in found.items():
            if finding.standing != "not_now":
                for companion in self._companions(self.knowledge.choices[name]):
                    wanted[companion["id"]] = None
        findings = {
            choice.id: find(choice, self.judge, self.here)
            for choice in self.knowledge.choices.values()
            if (choice.kind == "supportive" or choice.id in wanted) and not self._is_locked(choice)
        }
        return {
            name: finding
            for name, finding in findings.items()
            if finding.standing != "not_now" or finding.why_not in ("unsafe", "used_before")
        }

    # ------------------------------------------------------------------------------------------ the other parts
    def _urgent(self) -> list[UrgentSign]:
        """Signs that cannot wait: those that were marked, and those that the notes speak of, in one order."""
        marked = dict.fromkeys(self.situation.symptoms, "")
        written = signs_in(self.situation.notes or "", self.knowledge.phrases_of_signs)
        found: list[UrgentSign] = []
        for sign in self.knowledge.urgent.values():
            if sign.id in marked or sign.id in written:
                words = written.get(sign.id, "") if sign.id not in marked else ""
                because = self.words.sentence("sign_in_notes", words=words) if words else ""
                say, action = self.words.text(sign.say), self.words.text(sign.action)
                found.append(
                    {"id": sign.id, "say": say, "action": action, "because": because, "basis": list(sign.basis)}
                )
        return found

    def _when_to_call(self) -> list[Statement]:
        """Whom to call, one's own team first, and the same list of signs for everyone."""
        words, country = self.words, self.situation.person.country
        region = next((name for name, some in self.knowledge.lists.regions.items() if country in some), None)
        numbers = self.knowledge.emergency_numbers
        known = numbers.get(country or "") or numbers.get(region or "")
        own = self.situation.call_first
        found = [statement(words.sentence("call_team_number", number=own) if own else words.sentence("call_team"), [])]
        if known:
            day = words.day(known.as_of)
            found.append(statement(words.sentence("call_emergency", number=known.emergency, date=day), known.basis))
            if known.despair:
                found.append(statement(words.sentence("call_despair", number=known.despair, date=day), known.basis))
        for sign in self.knowledge.urgent.values():
            found.append(statement(words.text(sign.say), sign.basis, id=sign.id))
        return found

    def _notes(self, in_scope: bool, subtypes: list[Road]) -> list[Statement]:
        """What holds for the situation as a whole, said above the choices."""
        words, country = self.words, self.situation.person.country
        if not in_scope:
            return []
        notes = []
        if self.facts.as_of > self.knowledge.meta.next_review:
            due = words.day(self.knowledge.meta.next_review)
            notes.append(statement(words.sentence("overdue", date=due), [], id="overdue"))
        if subtypes:
            notes.append(
                statement(
                    words.sentence("receptors_unknown"), ["asco-cap-er-pr-2020", "asco-cap-her2-2023"], id="receptors"
                )
            )
        for note in self.knowledge.notes.values():
            explanation = self.judge(note.when)
            if explanation.truth is True:
                facts = tuple(str(term) for term in explanation.because)
                notes.append(statement(words.text(note.say), note.basis, facts, id=note.id))
        if not any(country in countries for countries in self.knowledge.lists.regions.values()):
            notes.append(statement(words.sentence("no_country"), [], id="country"))
        return notes

    def _decision_question(self, open_cards: list[ChoiceCard]) -> str:
        count = sum(not card["always"] for card in open_cards)
        if count == 0:
            return self.words.sentence("decision_question_none")
        ongoing = self.facts.names("latest_treatment") == {"ongoing"}
        return self.words.sentence("decision_question_ongoing" if ongoing else "decision_question", count=count)

    def _conflicts(self) -> list[Conflict]:
        found: list[Conflict] = []
        for fact, disagrees in ((HORMONE_RECEPTORS, "hormone_receptors_disagree"), (HER2, "her2_disagrees")):
            if truth_of(self.facts.possible(disagrees)) is True:
                possible = self.facts(fact)
                assert not isinstance(possible, Range)
                self._use([fact])
                results = [self.words.because(one, self.situation) for one in self.facts.fact(fact).because]
                say = self.words.sentence("conflict", fact=self.words.fact(fact), results="; ".join(results))
                roads = [
                    self._road({fact: frozenset({value})}, self.words.value(fact, frozenset({value})))
                    for value in sorted(possible)
                ]
                found.append({"fact": str(fact), "results": results, "say": say, "roads": roads})
        return found

    def _road(self, settled: dict[Term, Names], value: str) -> Road:
        """The choices that are supported, or depend on something else, if these facts were settled so."""
        judge = Judge(self.knowledge, pinned(self.facts, settled))
        names = []
        for choice in self.knowledge.choices.values():
            if choice.kind == "choice" and not (choice.being_studied and not choice.supports):
                finding, _ = find_choice(choice, judge, self.here)
                if finding.standing != "not_now":
                    names.append(choice)
        names.sort(key=lambda one: (list(self.knowledge.groups).index(one.group), self.words.text(one.names).lower()))
        listed = self.words.listed([self.words.text(one.names) for one in names])
        say = (
            self.words.sentence("road", value=value, choices=listed)
            if names
            else self.words.sentence("road_none", value=value)
        )
        return {"value": value, "say": say, "choices": [one.id for one in names]}

    def _subtypes(self) -> list[Road]:
        """One road for each subtype that is still possible, where hormone receptors or HER2 are not known."""
        receptors, her2 = self.facts(HORMONE_RECEPTORS), self.facts(HER2)
        assert not isinstance(receptors, Range)
        assert not isinstance(her2, Range)
        kinds: list[tuple[str, dict[Term, Names]]] = []
        for positive in (True, False):
            hormone = receptors & ({"positive", "low"} if positive else {"negative"})
            for her2_positive in (False, True):
                protein = her2 & ({"positive"} if her2_positive else HER2_NEGATIVE)
                if hormone and protein:
                    word = ("subtype_hr_positive_her2_" if positive else "subtype_hr_negative_her2_") + (
                        "positive" if her2_positive else "negative"
                    )
                    word = "subtype_triple_negative" if not positive and not her2_positive else word
                    kinds.append((self.words.word(word), {HORMONE_RECEPTORS: hormone, HER2: protein}))
        return [self._road(settled, name) for name, settled in kinds] if len(kinds) > 1 else []

    def _being_studied(self) -> list[Statement]:
        words = self.words
        found = []
        for choice in sorted(self.knowledge.choices.values(), key=lambda one: words.text(one.names).lower()):
            studied = choice.being_studied
            if studied and (studied.when is None or self.judge(studied.when).truth is not False):
                say = words.sentence("being_studied", date=words.day(studied.as_of), say=words.text(studied.say))
                found.append(statement(say, studied.basis, holds=None, id=choice.id, kind=words.text(choice.names)))
        return found

    def _road_ahead(self) -> list[RoadStep] | None:
        if not self.ahead:
            return None
        return road_ahead(self.situation, self.knowledge, self.facts.as_of, self.words, self.ahead)

    def _questions_offer(self) -> Statement | None:
        """That there are questions about time too, for a person who has not chosen to see anything about it."""
        if self.survival in made.SOMETHING_ASKED:
            return None
        return statement(self.words.sentence("questions_offer"), [], holds=None)

    def _survival_note(self) -> Statement | None:
        if self.survival in made.SURVIVAL_SHOWN:
            return None
        return statement(self.words.sentence("survival_ask"), [], holds=None)

    def _not_known(self, open_cards: list[ChoiceCard]) -> list[Statement]:
        seen: dict[str, list[str]] = {}
        for card in open_cards:
            for one in card["missing"]:
                seen.setdefault(one["say"], []).append(card["id"])
        return [
            statement(say, [], (), None, kind="missing", id=",".join(ids))
            for say, ids in sorted(seen.items(), key=lambda one: -len(one[1]))
        ]

    def _not_understood(self) -> list[str]:
        found = [f"{place}: {word}" for place, word in words_not_understood(self.situation, self.knowledge.vocabulary)]
        found += [f"symptoms: {code}" for code in self.situation.symptoms if code not in self.knowledge.urgent]
        for one in self.situation.not_understood:
            found.append(
                " ".join(part for part in (one.words, f"({one.code})" if one.code else "", one.why or "") if part)
            )
        return found

    def _use(self, terms: Iterable[Term]) -> None:
        for term in terms:
            self.used[term] = None

    def _source_list(self, result: Brief) -> list[Any]:
        ids: set[str] = set()
        for key, part in result.items():
            if key == "choices":  # of what is not for now, only the reasons are shown
                part = [card if card["standing"] != "not_now" else card["because"] for card in part]  # type: ignore[attr-defined]
            ids |= cited(part)
        found = [self.knowledge.sources[name] for name in sorted(ids)]
        return [
            {
                "id": one.id,
                "title": one.title,
                "publisher": one.publisher,
                "year": one.year,
                "url": one.url,
                "lang": one.lang,
            }
            for one in found
        ]


# Of the trials, the titles are not ours.
NOT_READ = frozenset({"choices", "supportive", "sources", "labels", "glossary", "trials"})
TOLD = ("say", "why", "action", "who", "note")


def _read_by_people(result: Brief) -> list[str]:
    """Every text of a brief that is told in sentences; of what is not for now, only the reasons."""
    found: list[str] = []
    open_cards = [card for card in (*result["choices"], *result["supportive"]) if card["standing"] != "not_now"]
    waiting: list[Any] = [
        [part for key, part in result.items() if key not in NOT_READ],
        [card["because"] for card in result["choices"] if card["standing"] == "not_now"],
        open_cards,
    ]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, part in one.items():
                if isinstance(part, str):
                    if part and key in TOLD:
                        found.append(part)
                elif key == "parts":
                    found += part.values()
                elif isinstance(part, dict | list):
                    waiting.append(part)
        elif isinstance(one, list):
            waiting += one
    return found


# What a card shows that does not depend on the person; its sources are collected once and stand in `sources`.
FIXED = frozenset({"in_short", "benefits", "harms", "living_with", "more", "fit", "working", "evidence", "supports"})


def cited(value: Any, skip: frozenset[str] = FIXED) -> set[str]:
    """The ids of all sources that a part of a brief cites."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, part in one.items():
                if key in ("basis", "sources"):
                    found.update(name for name in part if isinstance(name, str))
                elif key not in skip and isinstance(part, dict | list):
                    waiting.append(part)
        elif isinstance(one, list):
            waiting += one
    return found


def _basis_of(rules: model.Rules) -> tuple[str, ...]:
    """The sources that a choice as a whole rests on."""
    found = {source for support in rules.supports for source in support.basis}
    if rules.living_with:
        found |= set(rules.living_with.basis)
    return tuple(sorted(found))
