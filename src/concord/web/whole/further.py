"""Which questions would settle more: those on which most choices hang first, each with the names of these choices."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from concord.choices.shape import Brief, ChoiceCard
from concord.choices.words import Words
from concord.criteria.terms import Term
from concord.situation.declare import REGISTRY
from concord.web.site.pages import knowledge, words_in
from concord.web.whole.entries import INHERITED, names_to_add
from concord.web.whole.table import QUESTIONS, TABLE

# A fact by its name, and the page that asks for it: a question, or a list. A fact that bears the name of a key of the
# file is asked for by the question that writes the key, and is not named here.
PAGES = {
    "age_years": "birth_year",
    "ovaries": "menopause",
    "pregnancy_possible": "menopause",
    "months_since_first_diagnosis": "first_diagnosed",
    "disease_free_months": "treatments",
    "months_since_it_spread": "metastatic_since",
    "site": "sites",
    "visceral_disease": "sites",
    "bone_only": "sites",
    "leptomeningeal_disease": "sites",
    "measurable_disease": "measurable",
    "has": "conditions",
    "taking": "medicines",
    "months_since_other_cancer": "other_cancer",
    "voice": "matters",
    "open_to_trials": "matters",
    "decision_role": "matters",
    "concern_matters": "matters",
    **dict.fromkeys(("approach", "pain_first", "insurance", "cost_is_a_concern", "help_at_home"), "matters"),
    **dict.fromkeys(("er", "pr", "er_percent", "pr_percent", "hormone_receptors", "her2", "her2_equivocal"), "reports"),
    **dict.fromkeys(("her2_ever_low", "her2_ever_low_or_ultralow", "her2_disagrees"), "reports"),
    **dict.fromkeys(("hormone_receptors_disagree", "metastasis_biopsied", "months_since_receptor_test"), "reports"),
    **dict.fromkeys(("altered", "fusion", "gene_tested", "germline", "germline_tested"), "markers"),
    **dict.fromkeys(("pd_l1_cps", "pd_l1_immune_cells_percent"), "markers"),
    **dict.fromkeys(("msi", "tumor_mutational_burden"), "markers"),
    **dict.fromkeys(("had", "on_now", "lines", "progressed_on", "stopped_for_side_effects", "months_on"), "treatments"),
    **dict.fromkeys(("months_since", "months_to_relapse", "latest_treatment", "shrank_on"), "treatments"),
    **dict.fromkeys(("months_on_first_endocrine_treatment", "endocrine_sensitivity", "cycles"), "treatments"),
    **dict.fromkeys(("dose_was_reduced", "cumulative_mg_m2", "treatments_complete", "surgery"), "treatments"),
    **dict.fromkeys(("radiation", "radiation_gy", "radiation_fractions", "months_since_radiation"), "treatments"),
    "nodes_removed": "treatments",
}
# The marker that a fact is about, where it is none of its arguments.
MARKERS = {
    "msi": "MSI",
    "tumor_mutational_burden": "TMB",
    "pd_l1_cps": "PD-L1",
    "pd_l1_immune_cells_percent": "PD-L1",
}
OF_INHERITED = frozenset({"germline", "germline_tested"})
NO_TEST_OF_ITS_OWN = frozenset({"conditions"})  # each illness has another, and a person mostly knows
BY_KEY = {key: one.name for one in TABLE for key in one.keys}
ORDER = {name: place for place, name in enumerate(one.name for one in TABLE)}


@dataclass(slots=True)
class Further:
    """One page that would settle more. `choices` wait for it; `looks_at` are open, and it is looked at before them."""

    page: str
    title: str
    address: str
    facts: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    looks_at: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    """Names of the tests that alone can give it."""
    not_known: bool = False
    """The person said that she does not know it."""


def page_for(fact: str) -> str:
    """The page that asks for a fact, by its name without arguments."""
    return PAGES.get(fact) or BY_KEY[fact]


def further(brief: Brief, seen: Collection[str] = ()) -> list[Further]:
    """The pages that would settle more for this brief: those on which most choices hang first, and what a person said
    not to know last. `seen` is what a visitor was asked (`Answers.seen`)."""
    words = words_in("es" if brief["language"] == "es" else "en")
    found: dict[str, Further] = {}
    if brief["scope"]["in_scope"] is None:
        _note("extent", None, None, found, words)
    for card in brief["choices"]:
        if card["standing"] == "not_now":
            continue
        for fact, ask in _missing(card).items():
            _note(fact, ask, card["name"], found, words)
        for check in card["check_first"]:
            for fact in check["facts"]:
                _note(fact, None, card["name"], found, words, only_looked_at=True)
    for one in found.values():
        one.not_known = f"unknown:{one.page}" in seen
    last = len(ORDER)
    return sorted(
        found.values(),
        key=lambda one: (
            one.not_known,
            one.page != "extent",
            -len(one.choices),
            -len(one.looks_at),
            ORDER.get(one.page, last),
        ),
    )


def _missing(card: ChoiceCard) -> dict[str, str | None]:
    """What a choice waits for, and what one of its ways waits for."""
    cards = [card, *(one for one in card["variants"] if one["standing"] != "not_now")]
    return {one["fact"]: one["ask"] for part in cards for one in part["missing"]}


def _note(
    fact: str,
    ask: str | None,
    choice: str | None,
    found: dict[str, Further],
    words: Words,
    *,
    only_looked_at: bool = False,
) -> None:
    name = fact.partition("(")[0]
    if name not in REGISTRY:
        return
    page, term = page_for(name), _term(fact)
    if page == "markers":
        page = f"markers-{_marker(term)}"
    one = found.setdefault(page, Further(page, _title(page, term, words), _address(page, words)))
    if (label := words.fact(term)) not in one.facts:
        one.facts.append(label)
    ask = ask or _test_of(term)
    if page in NO_TEST_OF_ITS_OWN:
        ask = None
    if ask in knowledge().tests and (test := words.text(knowledge().tests[ask].name)) not in one.tests:
        one.tests.append(test)
    names = one.looks_at if only_looked_at else one.choices
    if choice and choice not in (*names, *one.choices):
        names.append(choice)
    if choice in one.looks_at and not only_looked_at:
        one.looks_at.remove(choice)


def address_of(fact: str, words: Words, *, known: bool = False) -> str:
    """Where a fact is asked for; one that is known stands in its list. LookupError where no page asks for it."""
    page = page_for(fact.partition("(")[0])
    if page == "markers" and not known:
        page = f"markers-{_marker(_term(fact))}"
    return _address(page, words)


def _term(fact: str) -> Term:
    """A fact as a brief writes it, such as progressed_on(endocrine_therapy, metastatic)."""
    name, _, rest = fact.partition("(")
    arguments: Iterable[str] = (part.strip() for part in rest.rstrip(")").split(",")) if rest else ()
    given = [*arguments, *([None] * len(REGISTRY[name].parameters))]
    return Term(name, tuple(given[: len(REGISTRY[name].parameters)]))


def _test_of(term: Term) -> str | None:
    ask = knowledge().asks.get(str(term)) or knowledge().asks.get(term.name)
    return ask.test if ask else None


def _marker(term: Term) -> str:
    """The marker that a fact is about, as the address of its form names it."""
    name = MARKERS.get(term.name) or str(term.arguments[0])
    return f"{name}{INHERITED}" if term.name in OF_INHERITED and f"{name}{INHERITED}" in names_to_add()[1] else name


def _title(page: str, term: Term, words: Words) -> str:
    if page.startswith("markers-"):
        return words.fact(term)
    return words.site(f"ask_{page}" if page in QUESTIONS else f"section_{page}")


def _address(page: str, words: Words) -> str:
    if page.startswith("markers-"):
        return reverse("new_marker", args=[words.language, page.removeprefix("markers-")])
    if page in QUESTIONS:
        return reverse("further_question", args=[words.language, page])
    return reverse(page, args=[words.language])
