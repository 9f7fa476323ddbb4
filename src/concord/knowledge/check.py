"""What must hold of the knowledge base beyond its shapes: every reference resolves, every text keeps the rules of text.

`faults` are errors: the knowledge does not load. `gaps` are honest holes: figures not confirmed, choices whose display
gate is closed, facts without a question; `concord knowledge check` lists them, closed gates first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from concord.knowledge import articles, model
from concord.knowledge.read import SINGLE_FILES, Files
from concord.knowledge.wording import BRACES, text_faults, translation_faults, unwanted_words
from concord.reading import InputError

if TYPE_CHECKING:
    from concord.knowledge.load import Knowledge


class Spoken(NamedTuple):
    """One text of a record: in which language and voice."""

    text: str
    language: str
    voice: str
    path: tuple[str | int, ...]


def says(record: BaseModel, path: tuple[str | int, ...] = ()) -> Iterator[tuple[model.Say, tuple[str | int, ...]]]:
    """Every Say in a record, with its place."""
    if isinstance(record, model.Say):
        yield record, path
        return
    for name, field in type(record).model_fields.items():
        yield from said_in(getattr(record, name), (*path, field.alias or name))


def said_in(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[model.Say, tuple[str | int, ...]]]:
    if isinstance(value, BaseModel):
        yield from says(value, path)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from said_in(one, (*path, key))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from said_in(one, (*path, index))


def spoken(say: model.Say, path: tuple[str | int, ...] = ()) -> Iterator[Spoken]:
    """Every text of a statement."""
    for language in ("en", "es"):
        text = getattr(say, language)
        if isinstance(text, model.Draft):
            text = text.text
        if isinstance(text, model.Voices):
            yield Spoken(text.direct, language, "direct", (*path, language, "direct"))
            yield Spoken(text.gentle, language, "gentle", (*path, language, "gentle"))
        elif text is not None:
            yield Spoken(text, language, "", (*path, language))


def faults(knowledge: Knowledge, files: Files) -> None:
    """Adds to files.errors everything that keeps the knowledge base from loading."""
    _references(knowledge, files)
    _texts(knowledge, files)
    _choices(knowledge, files)
    _asks(knowledge, files)
    _considerations(knowledge, files)
    _common_questions(knowledge, files)
    _monitoring(knowledge, files)
    _priorities(knowledge, files)
    _meanwhile(knowledge, files)
    _articles(knowledge, files)
    _site(knowledge, files)


def _site(knowledge: Knowledge, files: Files) -> None:
    seen: dict[str, str] = {}
    for one in knowledge.site.values():
        for name in one.texts:
            if (other := seen.setdefault(name, one.id)) != one.id:
                files.error("site", one.id, f"the text '{name}' stands in {other}.yaml too", "texts", name)


# ------------------------------------------------------------------------------------------------ references
def _references(knowledge: Knowledge, files: Files) -> None:
    for kind in files.records:
        for key, record in files.records[kind].items():
            for source in sorted(_sources_of(record)):
                if source not in knowledge.sources:
                    files.error(kind, key, f"the source '{source}' is not in sources.yaml")
    for one in knowledge.medicines.values():
        for name in one.classes:
            if name not in knowledge.medicine_classes:
                files.error("medicines", one.id, f"the class '{name}' is not in medicine_classes.yaml", "classes")
    for cls in knowledge.medicine_classes.values():
        for name in cls.parents:
            if name not in knowledge.medicine_classes:
                files.error(
                    "medicine_classes", cls.id, f"the class '{name}' is not in medicine_classes.yaml", "parents"
                )
    for evidence in knowledge.evidence.values():
        if evidence.scenarios and evidence.scenarios not in knowledge.survival_scenarios:
            files.error(
                "evidence", evidence.id, f"'{evidence.scenarios}' is not in survival_scenarios.yaml", "scenarios"
            )
        for number, table in enumerate(evidence.harms):
            for name in table.effects:
                if name not in knowledge.effects:
                    files.error(
                        "evidence",
                        evidence.id,
                        f"the side effect '{name}' is not in effects.yaml",
                        "harms",
                        number,
                        "effects",
                        name,
                    )
    for row in knowledge.concerns.values():
        for name in row.harms:
            if name not in knowledge.effects:
                files.error("concerns", row.id, f"the side effect '{name}' is not in effects.yaml", "harms")


def _sources_of(record: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(record, model.Source):
        return found
    if isinstance(record, BaseModel):
        for name in type(record).model_fields:
            value = getattr(record, name)
            if name in ("basis", "sources") and isinstance(value, tuple):
                found |= {one for one in value if isinstance(one, str)}
            elif name == "source" and isinstance(value, str):
                found.add(value)
            else:
                found |= _sources_of(value)
    elif isinstance(record, dict):
        for value in record.values():
            found |= _sources_of(value)
    elif isinstance(record, tuple):
        for value in record:
            found |= _sources_of(value)
    return found


def _choices(knowledge: Knowledge, files: Files) -> None:
    for choice in knowledge.choices.values():

        def fault(message: str, *where: str | int, key: str = choice.id) -> None:
            files.error("choices", key, message, *where)

        if choice.group not in knowledge.groups:
            fault(f"the group '{choice.group}' is not in groups.yaml", "group")
        if choice.kind == "supportive" and not (choice.say.can_do and choice.say.can_cost):
            fault("'can_do' and 'can_cost' are missing; say the good and the bad of supportive care in words", "say")
        for rules in (choice, *choice.variants):
            own: tuple[str | int, ...] = () if rules is choice else ("variants", choice.variants.index(rules))
            for drug in rules.drugs:
                if drug not in knowledge.medicines and drug not in knowledge.medicine_classes:
                    fault(f"'{drug}' is neither in medicines.yaml nor in medicine_classes.yaml", *own, "drugs")
            for number, support in enumerate(rules.supports):
                if support.same_as and not any(other.by == support.same_as and other.when for other in rules.supports):
                    fault(
                        f"'same_as: {support.same_as}': no support of that name has conditions of its own",
                        *own,
                        "supports",
                        number,
                    )
                for line in support.when:
                    if line.for_ is None and line.is_ not in knowledge.definitions:
                        fault(
                            f"'{line.is_}': 'for' is missing; say for whom this is, in plain words",
                            *own,
                            "supports",
                            number,
                        )
                    if line.ask and line.ask not in knowledge.tests and line.ask not in knowledge.questions:
                        fault(f"'{line.ask}' is neither a test nor a question", *own, "supports", number)
            for number, exclusion in enumerate(rules.not_now_when):
                if isinstance(exclusion, model.UseExclusion) and exclusion.exclusion not in knowledge.exclusions:
                    fault(f"'{exclusion.exclusion}' is not in exclusions.yaml", *own, "not_now_when", number)
            for number, check in enumerate(rules.check_first):
                if isinstance(check, model.UseCheck) and check.check not in knowledge.checks:
                    fault(f"'{check.check}' is not in checks.yaml", *own, "check_first", number)
            for companion in rules.companions:
                if companion.add not in knowledge.choices:
                    fault(f"'{companion.add}' is not a record of choices/", *own, "companions")
            for name in rules.evidence:
                if name not in knowledge.evidence:
                    fault(f"'{name}' is not a record of evidence/", *own, "evidence")
            if rules.benefits_from and rules.benefits_from not in rules.evidence:
                fault(f"'{rules.benefits_from}' is not among the studies of 'evidence'", *own, "benefits_from")
            known = {
                effect
                for name in rules.evidence
                if name in knowledge.evidence
                for table in knowledge.evidence[name].harms
                for effect in table.effects
            }
            for effect in rules.main_harms:
                if effect not in known:
                    fault(
                        f"the main harm '{effect}' has no figure in {', '.join(rules.evidence) or 'any evidence'}",
                        *own,
                        "main_harms",
                    )
    for kind in ("checks", "exclusions"):
        for record in files.records[kind].values():
            if record.ask and record.ask not in knowledge.tests and record.ask not in knowledge.questions:
                files.error(kind, record.id, f"'{record.ask}' is neither a test nor a question", "ask")


def _asks(knowledge: Knowledge, files: Files) -> None:
    for ask in knowledge.asks.values():
        name = ask.fact.partition("(")[0]
        if name not in knowledge.signature.facts:
            files.error("asks", ask.fact, f"there is no fact '{name}'")
        for test in (ask.test, ask.instead.test if ask.instead else None):
            if test and test not in knowledge.tests:
                files.error("asks", ask.fact, f"'{test}' is not a record of tests/")
        if ask.question and ask.question not in knowledge.questions:
            files.error("asks", ask.fact, f"'{ask.question}' is not in questions.yaml")


def _considerations(knowledge: Knowledge, files: Files) -> None:
    listed: dict[str, tuple[str, Mapping[str, Any]]] = {
        "rows": ("concerns.yaml", knowledge.concerns),
        "questions": ("questions.yaml", knowledge.questions),
        "help": ("help_kinds.yaml", knowledge.help_kinds),
        "articles": ("articles.yaml", knowledge.articles),
        "first": ("choices/", knowledge.choices),
    }
    for one in knowledge.considerations.values():
        for number, answer in enumerate(one.answers):
            for part, (place, known) in listed.items():
                for name in getattr(answer, part):
                    if name not in known:
                        files.error("considerations", one.id, f"'{name}' is not in {place}", "answers", number, part)
    for help_record in knowledge.help.values():
        if help_record.kind not in knowledge.help_kinds:
            files.error("help", help_record.id, f"'{help_record.kind}' is not in help_kinds.yaml", "kind")


def _common_questions(knowledge: Knowledge, files: Files) -> None:
    for one in knowledge.common_questions.values():
        for number, about in enumerate(one.about):
            if about.fact.partition("(")[0] not in knowledge.signature.facts:
                files.error("common_questions", one.id, f"there is no fact '{about.fact}'", "about", number)
        for name in one.articles:
            if name not in knowledge.articles:
                files.error("common_questions", one.id, f"'{name}' is not in articles.yaml", "articles")


def _monitoring(knowledge: Knowledge, files: Files) -> None:
    """How one sees whether it works is said for every choice."""
    for one in knowledge.monitoring.values():
        for part, known in (("groups", knowledge.groups), ("choices", knowledge.choices)):
            for name in getattr(one, part):
                if name not in known:
                    files.error("monitoring", one.id, f"'{name}' is not known", part)
    said = {name for one in knowledge.monitoring.values() for name in (*one.groups, *one.choices)}
    for choice in knowledge.choices.values():
        if not said & {choice.id, choice.group}:
            files.error("choices", choice.id, "monitoring.yaml does not say how one sees whether it works", "group")


def _priorities(knowledge: Knowledge, files: Files) -> None:
    """What a person wants orders and adds; where a treatment stands never depends on it."""
    from concord.criteria.terms import terms_of
    from concord.situation.facts.priorities import PRIORITIES

    for kind, key, text in knowledge.conditions():
        if kind not in ("considerations", "help", "questions"):
            for term in terms_of(knowledge.condition(text)):
                if term.name in PRIORITIES:
                    files.error(kind, key, f"'{term.name}' is what a person wants; no rule may rest on it")


def _meanwhile(knowledge: Knowledge, files: Files) -> None:
    """A choice that holds nothing against the cancer, or less, says what is likely meanwhile."""
    for choice in knowledge.choices.values():
        if (
            choice.group == model.LESS_OR_NONE
            and choice.kind in ("choice", "always")
            and not choice.say.without_treatment
        ):
            files.error("choices", choice.id, "'without_treatment' is missing; say what is likely meanwhile", "say")


def _articles(knowledge: Knowledge, files: Files) -> None:
    for article in knowledge.articles.values():
        for message in articles.faults(article, knowledge):
            files.error("articles", article.id, message)


# ------------------------------------------------------------------------------------------------ texts
ABOUT_CHOICES = {
    "choices",
    "checks",
    "exclusions",
    "definitions",
    "evidence",
    "effects",
    "groups",
    "common_questions",
    "monitoring",
}
OWN_SCALE = "heading_reading_level"  # each language has its own scale, so other figures stand in it
MAY_DIRECT = {"urgent", "call_early", "questions"}


def _texts(knowledge: Knowledge, files: Files) -> None:
    for kind in files.records:
        for key, record in files.records[kind].items():
            for say, path in says(record):
                names = _figures_for(knowledge, kind, record, path)
                for one in spoken(say, path):
                    for message in text_faults(
                        one.text,
                        names,
                        about_choices=kind in ABOUT_CHOICES,
                        may_direct=bool(MAY_DIRECT & set(path)),
                        language=one.language,
                    ):
                        files.error(kind, key, message, *one.path)
                for message in _translation(say):
                    files.error(kind, key, message, *path, "es")
    for name, file in SINGLE_FILES.items():
        for say, path in said_in(getattr(knowledge, name), ()):
            for one in spoken(say):
                for message in unwanted_words(one.text, one.language):
                    files.errors.append(
                        InputError(
                            message, file=f"knowledge/{file}.yaml", key=".".join(map(str, (*path, one.language)))
                        )
                    )
            for message in _translation(say) if path[-1] != OWN_SCALE else ():
                files.errors.append(InputError(message, file=f"knowledge/{file}.yaml", key=".".join(map(str, path))))


def _translation(say: model.Say) -> Iterator[str]:
    """What a translation lost: a voice, a placeholder; or what it left in English."""
    texts: dict[str, dict[str, str]] = {"en": {}, "es": {}}
    for one in spoken(say):
        texts[one.language][one.voice] = one.text
    if not texts["es"]:
        yield "there is no Spanish text: a draft is enough"
        return
    if set(texts["es"]) != set(texts["en"]):
        yield "the Spanish text has 'direct' and 'gentle' exactly where the English one has them"
        return
    for voice, english in texts["en"].items():
        yield from translation_faults(english, texts["es"][voice])


def _figures_for(knowledge: Knowledge, kind: str, record: Any, path: tuple[str | int, ...]) -> set[str]:
    """The figure names that a text of this record may point to."""
    names: set[str] = set()
    if kind == "site":  # filled in by a page, so any name serves; the Spanish has to have the same ones
        names |= {one[1:-1] for say in spoken(record.texts[path[1]]) for one in BRACES.findall(say.text)}
    if kind == "evidence":
        names |= figure_names(record)
    if kind in ("help", "monitoring"):
        names |= set(record.numbers)
    if kind == "common_questions":
        names |= {name for one in (*record.guidelines, *record.not_known) for name in one.numbers}
    if kind == "choices":
        rules = [record, *record.variants]
        for one in rules:
            names |= set(one.living_with.numbers) if one.living_with else set()
            for evidence in one.evidence:
                if evidence in knowledge.evidence:
                    names |= figure_names(knowledge.evidence[evidence])
    return names


def figure_names(evidence: model.Evidence) -> set[str]:
    """Every figure of a record as a text would point to it."""
    arms = ("studied", "control")
    names = {
        f"{name}.{arm}" for name, figure in evidence.figures.items() for arm in arms if getattr(figure, arm) is not None
    }
    for table in evidence.harms:
        for name, harm in table.effects.items():
            names |= {f"{name}.{grade}" for grade in ("any", "severe") if getattr(harm, grade)}
    return names


# ------------------------------------------------------------------------------------------------ gaps
class Gap(NamedTuple):
    """An honest hole: what is not confirmed, not written or not reviewed."""

    kind: str
    where: str
    what: str


class Share(NamedTuple):
    """How many of a choice's figures were seen in a source, of how many; and those that its display gate waits for."""

    choice: str
    verified: int
    figures: int
    waiting: tuple[str, ...]


def shares(knowledge: Knowledge) -> list[Share]:
    """For every choice that rests on studies: what share of its figures is verified, hidden ones first."""
    from concord.choices.figures import gate

    found: list[Share] = []
    for choice in knowledge.choices.values():
        names = dict.fromkeys(name for rules in (choice, *choice.variants) for name in rules.evidence)
        states = [state for name in names for state in _states(knowledge.evidence[name])]
        waiting = [one for rules in (choice, *choice.variants) for one in gate(rules, knowledge).waiting]
        if states:
            found.append(
                Share(choice.id, sum(one == "verified" for one in states), len(states), tuple(dict.fromkeys(waiting)))
            )
    return sorted(found, key=lambda one: (not one.waiting, one.verified / one.figures, one.choice))


def _states(evidence: model.Evidence) -> list[str]:
    states: list[str] = [figure.checked.state for figure in evidence.figures.values()]
    return states + [
        (harm.checked or table.checked).state for table in evidence.harms for harm in table.effects.values()
    ]


def gaps(knowledge: Knowledge) -> list[Gap]:
    """Closed display gates first, then figures not confirmed, facts without a question, and what nobody reviewed."""
    from concord.choices.figures import gate
    from concord.situation.facts.priorities import PRIORITIES

    found: list[Gap] = []
    for choice in knowledge.choices.values():
        for rules in (*choice.variants, choice):
            if rules.evidence and not (opening := gate(rules, knowledge)).open:
                name = choice.id if rules is choice else f"{choice.id}: {getattr(rules, 'id', '')}"
                found.append(Gap("figures hidden", name, "not confirmed: " + ", ".join(opening.waiting)))
    for evidence in knowledge.evidence.values():
        for name, figure in evidence.figures.items():
            if figure.checked.state != "verified":
                found.append(
                    Gap("figure not confirmed", f"{evidence.id}: {name}", figure.checked.where or figure.note or "")
                )
        for table in evidence.harms:
            for name, harm in table.effects.items():
                checked = harm.checked or table.checked
                if checked.state != "verified":
                    found.append(
                        Gap("figure not confirmed", f"{evidence.id}: {name}", checked.where or harm.note or "")
                    )
    asked = set(knowledge.asks)
    used = {str(term) for term in _terms_used(knowledge)}
    for term in sorted(used):
        if term not in asked and term.partition("(")[0] not in asked | PRIORITIES:
            found.append(Gap("no test or question", term, "add a line to asks.yaml"))
    if knowledge.meta.reviewed is None:
        found.append(Gap("not clinically reviewed", "meta.yaml", "no named clinician has signed this version"))
    for language, reviewer in knowledge.meta.translation_reviewed_by.items():
        if reviewer is None:
            found.append(Gap("translation not reviewed", "meta.yaml", f"every text in '{language}' is a draft"))
    return found


def _terms_used(knowledge: Knowledge) -> set[Any]:
    from concord.criteria.terms import terms_of

    return {term for _, _, text in knowledge.conditions() for term in terms_of(knowledge.condition(text))}
