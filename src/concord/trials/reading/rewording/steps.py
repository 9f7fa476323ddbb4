"""All rewordings, in the order in which they are made: each takes the tokens and gives back those that say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from concord.trials.reading.phrases.found_since import found_since
from concord.trials.reading.phrases.serology import named_otherwise
from concord.trials.reading.phrases.tested import (
    gene_or_protein,
    high_burden,
    in_two_ways,
    named_by_score,
    three_plus,
    without_expression,
)
from concord.trials.reading.rewording.clauses import (
    and_another,
    bones_to_be_seen,
    dose_last,
    examples_alone,
    good_if,
    nor_more,
    of_the_brain,
    operated,
    or_stopped,
    score_in_brackets,
    share_first,
    shown_by,
    two_illnesses,
    without_asides,
)
from concord.trials.reading.rewording.examples import announced, out_of_brackets
from concord.trials.reading.rewording.opening import (
    absent_last,
    all_of,
    at_least_one,
    cancer_patients,
    days_before,
    in_plain_words,
    kind_last,
    measured_by,
    neither,
    none_allowed,
    noted_apart,
    on_now,
    only_those,
    positive_for,
    seen_in_the_head,
    stable_first,
    told_after_colon,
    told_apart,
    whose,
    without_first_brackets,
    without_named_between,
    without_number,
    without_those_too,
    without_title,
)
from concord.trials.reading.rewording.orders import (
    after_first_line,
    as_long,
    back_after_early,
    based_on,
    brain_or_other,
    by_definition,
    completed_before,
    containing,
    counted_beside,
    counted_low,
    failure_last,
    given_before,
    had_none,
    half_lives_last,
    if_it_can_be,
    in_one_setting,
    in_order,
    last_anywhere,
    lines_first,
    named_in_short,
    named_latest,
    of_the_last,
    on_it_so_long,
    refractory_to,
    relapsed_on,
    retyped,
    stage_last,
    surgery_beside,
    told_as_verb,
    too_few_or_many,
    treated_for,
    untreated_with,
    without_needless_brackets,
)
from concord.trials.reading.rewording.plainer import plainer, without
from concord.trials.reading.rewording.recently import (
    NOW_OR_WITHIN,
    before_it,
    denied_each,
    each_done,
    each_its_own,
    from_the_last,
    if_given_early,
    if_given_then_last,
    in_days_before,
    off_it,
    on_it_since,
    until_relapse,
)
from concord.trials.reading.rewording.windows import tidied
from concord.trials.reading.sentences.defining import without_left_out
from concord.trials.reading.words.lexer import Node, Token

Tokens = Sequence[Token]


class Said(NamedTuple):
    """What a rewording may look at besides the tokens: the criterion's text, the vocabulary, the section."""

    text: str
    tree: Node
    excludes: bool


Step = Callable[[Tokens, Said], Tokens]


def alone(change: Callable[[Tokens], Tokens]) -> Step:
    """A rewording that looks at nothing but the tokens."""
    return lambda found, said: change(found)


def by_text(change: Callable[[Tokens, str], Tokens]) -> Step:
    """One that looks at the letters too."""
    return lambda found, said: change(found, said.text)


def by_section(change: Callable[[Tokens, bool], Tokens]) -> Step:
    """One that is another among exclusions."""
    return lambda found, said: change(found, said.excludes)


def by_both(change: Callable[[Tokens, str, bool], Tokens]) -> Step:
    return lambda found, said: change(found, said.text, said.excludes)


def asked(step: Step) -> Step:
    """One for what is asked for, not for what excludes."""
    return lambda found, said: found if said.excludes else step(found, said)


def excluding(step: Step) -> Step:
    """One for what excludes, not for what is asked for."""
    return lambda found, said: step(found, said) if said.excludes else found


REWORDINGS: tuple[Step, ...] = (
    # names, signs and scores in one form
    by_text(without_number),
    by_text(named_otherwise),
    alone(three_plus),
    by_text(high_burden),
    by_text(gene_or_protein),
    alone(in_two_ways),
    alone(named_by_score),
    alone(in_plain_words),
    alone(without_expression),
    alone(half_lives_last),
    alone(stage_last),
    # what stands around a sentence, and what is denied in it
    asked(by_text(without_left_out)),
    by_text(measured_by),
    by_text(positive_for),
    alone(without_first_brackets),
    alone(stable_first),
    by_text(neither),
    by_text(whose),
    alone(cancer_patients),
    by_text(seen_in_the_head),
    alone(noted_apart),
    alone(at_least_one),
    asked(alone(without_title)),
    asked(by_text(only_those)),
    by_text(absent_last),
    alone(kind_last),
    by_text(all_of),
    by_text(before_it),
    by_text(and_another),
    alone(share_first),
    alone(dose_last),
    alone(operated),
    alone(without_asides),
    by_section(examples_alone),
    asked(alone(each_done)),
    asked(alone(score_in_brackets)),
    asked(alone(denied_each)),
    asked(alone(good_if)),
    asked(by_text(bones_to_be_seen)),
    by_text(days_before),
    by_text(in_days_before),
    alone(lambda found: without(found, NOW_OR_WITHIN)),
    excluding(alone(each_its_own)),
    excluding(alone(shown_by)),
    excluding(alone(two_illnesses)),
    asked(alone(off_it)),
    asked(alone(on_it_since)),
    asked(alone(from_the_last)),
    asked(alone(if_given_then_last)),
    alone(of_the_brain),
    asked(alone(nor_more)),
    alone(or_stopped),
    asked(alone(until_relapse)),
    asked(alone(if_given_early)),
    by_text(on_now),
    alone(without_named_between),
    alone(told_after_colon),
    # treatments, their lines and their spans in the usual order
    alone(in_order),
    alone(retyped),
    by_text(relapsed_on),
    alone(brain_or_other),
    excluding(by_text(counted_low)),
    asked(alone(on_it_so_long)),
    asked(alone(named_latest)),
    asked(alone(completed_before)),
    by_text(treated_for),
    alone(as_long),
    lambda found, said: surgery_beside(found, said.text, said.tree),
    lambda found, said: [told_as_verb(token, said.text) for token in found],
    alone(given_before),
    by_text(announced),
    excluding(alone(out_of_brackets)),
    by_section(plainer),
    by_text(untreated_with),
    by_both(if_it_can_be),
    lambda found, said: named_in_short(found, said.tree),
    alone(failure_last),
    by_text(containing),
    by_text(based_on),
    by_text(had_none),
    alone(without_needless_brackets),
    alone(by_definition),
    by_text(refractory_to),
    alone(after_first_line),
    alone(lines_first),
    alone(of_the_last),
    alone(last_anywhere),
    alone(in_one_setting),
    excluding(alone(too_few_or_many)),
    by_both(counted_beside),
    alone(back_after_early),
    # permissions, and what was found when
    asked(alone(without_those_too)),
    asked(by_text(told_apart)),
    asked(by_text(none_allowed)),
    by_text(found_since),
    by_both(tidied),
)


def reworded(found: Tokens, said: Said) -> Tokens:
    """The tokens after all rewordings."""
    for step in REWORDINGS:
        found = step(found, said)
    return found
