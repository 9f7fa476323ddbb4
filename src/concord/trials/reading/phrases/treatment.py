"""What a phrase about treatment says: ever taken, how many lines, how long ago, for how long, whether the cancer grew.

The phrase is taken apart in `frames`; here its slots become a condition. One small function for each thing that can
have happened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.criteria.terms import Condition
from concord.trials.reading.build import UNREAD, Item, both, compare, is_in, one_of, opposite, term, yes
from concord.trials.reading.phrases.counting import counts, limits, with_early_ones
from concord.trials.reading.phrases.frames import EARLY, FIRM, SOFT, Frame, comes_back, frame, setting_of
from concord.trials.reading.phrases.medicines import ANY, NAMING, Listed, Named, each, within
from concord.trials.reading.phrases.recent import going_on, half_lives, recently
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern
from concord.trials.reading.words.vocabulary import NO_KIN, Medicine

Read = tuple[Condition | None, str]  # and its kind
TWO = 2
# "Metastatic disease previously treated with A": in a demand, it is what she has, and A may have been given before.
DISEASE = "EXTENT(?:(?:COMMA|OR|AND|SLASH)*EXTENT)*(?:DISEASE|BREAST|TNBC)"


# ------------------------------------------------------------------------------------- one thing said of one treatment
def had(one: Named, setting: str | None) -> Condition:
    assert one.name is not None
    if one.name.area:
        return yes("radiation", one.name.area)
    if one.name.operation:
        return yes("surgery", one.name.operation)
    if setting == "metastatic" and one.name == "cancer_medicine":
        return compare(term("lines", None), ">=", 1)
    return yes("had", one.name, setting)


def about(name: str, setting: str | None) -> Callable[[Named], Condition]:
    """A fact that takes a medicine and a setting; radiation and operations have none of these."""
    return lambda one: UNREAD if one.name is None or one.name.local else yes(name, one.name, setting)


# ------------------------------------------------------------------------------------------------- the whole phrase
def treatment(tokens: Sequence[Token], types: str, at: int, excludes: bool) -> Item | None:
    """What can be read about treatment from here on."""
    if not excludes and pattern(DISEASE).match(types, at) and not comes_back(tokens, types, at):
        return None
    found = frame(tokens, types, at)
    repeats = found.listed is not None and found.listed.repeats and (not found.span or len(found.listed.items) == TWO)
    if repeats and (found.stage or found.span or found.count):
        found = frame(tokens, types, at, wide=False)  # "prior A or prior B in the metastatic setting"
    if found.end <= at or (found.count and found.listed is None and _goes_on(tokens, found.end)):
        return None
    if found.span and found.end < len(tokens) and tokens[found.end].type in ("BEFORE", "AFTER"):
        return None  # counted from a day that is not known
    if excludes and any(token.must and token.type == "OBTAINED" for token in tokens[at : found.end]):
        return None  # "if A, B must have been performed": asked for, though it stands among exclusions
    condition, kind = said(found, excludes)
    if condition is None or pattern("CMP(?:MED|UNKNOWN)*NUM UNIT").match(types, found.end):
        return None  # an amount
    if found.prevention or found.narrowed or (found.toxicity and found.relation != "stopped"):
        condition = both((condition, UNREAD))
    return Item(condition, (kind,), found.end)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether lines are those of a treatment that is not known: "two lines of X inhibitors"."""
    while at < len(tokens) and tokens[at].type in SOFT | FIRM:
        at += 1
    return at < len(tokens) and tokens[at].type in NAMING | {"QUAL", "ILLNESS", "SITE", "BRAIN", "TISSUE"}


def said(found: Frame, excludes: bool) -> Read:
    """The condition of a frame, and what kind of criterion it is."""
    known, setting = found.setting()
    if not known:
        return None, ""
    found.listed = _meant(found)
    if found.listed is not None and found.any_of and excludes:
        found.listed = found.listed._replace(joins=found.listed.joins | {"OR"})
    if found.planned:
        return (both((compare(term("lines", None), "<=", 0), UNREAD)) if found.first else None), "lines"
    if found.first and found.relation in ("had", "progressed") and setting is None:
        setting = "metastatic"
    read = READERS.get(found.relation, ever)(found, setting, excludes)
    condition, kind = read
    if condition is not None and found.listed is not None and (found.first or "LATEST" in found.words):
        condition = both((condition, UNREAD))
    if condition is not None and found.or_planned:
        condition = one_of((condition, UNREAD))
    return condition, kind


def _meant(found: Frame) -> Listed | None:
    """The list, narrowed by a definition in brackets, widened by examples that it does not hold."""
    listed = found.listed
    if listed is None:
        return None
    inner = found.definition
    if inner is not None and all(one.aid for one in listed.items) and _examples_of(inner, listed):
        return listed  # "strong inhibitors of X (A, B)": what has a name of its own is not narrowed by examples
    if inner is not None and listed.one_word and _all_of(inner, listed.items[0]):
        return listed  # "A inhibitor (its first, its second or its third)"
    if inner is not None and listed.one_word:
        names = {str(one.name) for one in inner.known}
        general = listed.items[0].name == "cancer_medicine"
        if general and {"chemotherapy", "endocrine_therapy"} <= names:
            unknown = [one for one in inner.items if one.name is None]
            return Listed((*listed.items, *unknown), listed.joins | {"OR"}, listed.end) if unknown else listed
        if inner.known:
            same = all(one == listed.items[0] for one in inner.items)
            return listed if same else Listed(inner.items, inner.joins | {"OR"}, listed.end)
    if inner is not None and len(listed.items) > 1 and listed.items[-1].name is None and listed.joins & ANY:
        return Listed((*listed.items, *inner.items), listed.joins | inner.joins, listed.end)  # "A or surgery (B)"
    if inner is not None and not listed.one_word and any(within(one, listed.items[-1]) for one in inner.items):
        narrowed = listed.items[-1]._replace(narrowed=True)  # "A and B (i.e., one of its kind)"
        return listed._replace(items=(*listed.items[:-1], narrowed))
    more = found.examples
    if listed.items[-1].name is None:  # what is not known may have any examples; those that are known count
        told = [one for one in more.known if one not in listed.items] if more else []
        return Listed((*listed.items, *told), listed.joins | {"OR"}, listed.end) if told else listed
    if more is None and not (found.among and (found.span or found.relation == "now")):
        return listed
    added: list[Named] = []
    for one in (more or found.among or listed).items:
        held = any(within(one, other) or one.name == other.name for other in listed.items)
        if one.name is None:
            held = held or not found.span or not any(other.name == "cancer_medicine" for other in listed.items)
        if not held:
            added.append(one)
    return Listed((*listed.items, *added), listed.joins | {"OR"}, listed.end) if added else listed


def _all_of(inner: Listed, one: Named) -> bool:
    """Whether a list in brackets names nearly all medicines of a class, and nothing else: then the class is meant."""
    if one.name is None or one.narrowed or any(other.name is None for other in inner.items) or one.aid:
        return False
    named = {str(other.name) for other in inner.items}
    return len(named) > TWO and named <= one.name.members and len(one.name.members - named) <= 1


def _examples_of(inner: Listed, listed: Listed) -> bool:
    """Whether all that is known of a list in brackets is one of the class before it."""
    return bool(inner.known) and all(any(within(one, other) for other in listed.items) for one in inner.known)


def ever(found: Frame, setting: str | None, excludes: bool) -> Read:
    """Taken at some time, so long ago, for so long, or in so many lines."""
    if found.count:
        return lines(found, setting, excludes), "lines"
    window = found.since() or (found.duration() if found.then_ended else None)  # "twelve months since"
    if found.span and window is not None:
        recent = recently(found, setting, window, excludes)
        return (both((recent, UNREAD)) if recent and found.dose else recent), "washout"
    if found.listed is None:
        return _general(found, setting, excludes)
    if found.span:
        lengths = found.durations()
        if not lengths or not (found.lead or found.stage or "COMPLETING" in found.words):
            return None, ""
        several = [_in_all(found.listed, setting, _for_so_long(setting, length), excludes) for length in lengths]
        return both(one or UNREAD for one in several), "prior_treatment"
    if found.cycles:
        operator, number = (limits(found.cycles) or [("", 0.0)])[0]
        if operator in ("", "="):
            return None, ""
        return _in_all(found.listed, setting, _cycles(setting, operator, number), excludes), "prior_treatment"
    if found.dose and not found.span:
        return each(found.listed, _field_dose(found.dose), excludes), "prior_treatment"
    if found.half and not found.span:
        return half_lives(found, excludes), "washout"
    of_dose = found.of_dose and all(one.aid for one in found.listed.items)  # "steroids above 10 mg a day"
    radiated = excludes and not found.toxicity and all(one.name and one.name.area for one in found.listed.items)
    if not (found.lead or found.stage or "LINE" in found.words or of_dose or radiated):
        return None, ""
    home = "PRIOR" not in found.words and setting is None  # "use of A" is now
    condition = each(
        found.listed,
        lambda one: (
            yes("taking", one.name) if home and one.aid and one.name and not one.name.given else had(one, setting)
        ),
        excludes,
    )
    if condition is not None and found.listed.other and setting is None:
        condition = both((condition, UNREAD))
    if condition is not None and found.among is not None and excludes:
        more = [one for one in found.among.known if not any(within(one, other) for other in found.listed.items)]
        condition = one_of(
            (condition, *(both((had(one, setting), UNREAD)) if one.narrowed else had(one, setting) for one in more))
        )
    elif condition is not None and found.among is not None:
        condition = both((condition, *_among(found, setting)))
    return condition, "prior_treatment"


def _in_all(listed: Listed, setting: str | None, say: Callable[[Named], Condition], excludes: bool) -> Condition | None:
    """ "At least four cycles of chemotherapy with A or B": of chemotherapy so many, and A or B among them."""
    whole, parts = listed.items[0], listed.items[1:]
    if excludes or "WITH" not in listed.joins or not parts or not all(within(one, whole) for one in parts):
        return each(listed, say, excludes)
    among = each(Listed(parts, listed.joins - {"WITH"}, listed.end), lambda one: had(one, setting), excludes)
    return both((say(whole), among or UNREAD))


def _cycles(setting: str | None, operator: str, number: float) -> Callable[[Named], Condition]:
    def say(one: Named) -> Condition:
        if one.name is None or one.aid or one.name.local:
            return UNREAD
        return compare(term("cycles", one.name, setting), operator, number)

    return say


def _field_dose(tokens: Sequence[Token]) -> Callable[[Named], Condition]:
    """ "Radiation of the chest above 30 Gy"."""
    number, operator, unit = (
        next(token.value for token in tokens if token.type == kind) for kind in ("NUM", "CMP", "UNIT")
    )

    def say(one: Named) -> Condition:
        if one.name is None or not one.name.area or unit != "gray":
            return UNREAD
        return compare(term("radiation_gy", one.name.area), str(operator), number)

    return say


def _general(found: Frame, setting: str | None, excludes: bool) -> Read:
    """ "No treatment for metastatic disease": early treatment can be more than medicine."""
    if not found.stage or "TREATED" not in found.words or found.relations or setting is None:
        return None, ""
    if setting == "metastatic":
        return compare(term("lines", None), ">=", 1), "lines"
    return one_of((yes("had", "cancer_medicine", setting), UNREAD)), "prior_treatment"


def _for_so_long(setting: str | None, length: tuple[str, float]) -> Callable[[Named], Condition]:
    def say(one: Named) -> Condition:
        if one.name is None or one.aid or one.name.local:
            return UNREAD
        return compare(term("months_on", one.name, setting), *length)

    return say


def _among(found: Frame, setting: str | None) -> list[Condition]:
    """ "Including a taxane"."""
    known, own = setting_of(found.among_stage)
    if found.among is None or not known:
        return [UNREAD]
    given = None if found.among_anywhere else own or setting
    inner = each(found.among, lambda one: had(one, given), False)
    return [UNREAD if inner is None else inner]


# -------------------------------------------------------------------------------------------------------------- lines
def lines(found: Frame, setting: str | None, excludes: bool) -> Condition | None:
    """A count of lines, or of treatments since it spread."""
    how_many = [one for one in limits(found.count) if one != (">=", 0.0)]
    listed, counted = found.listed, "LINE" in found.words
    everywhere = "ANYSETTING" in found.words or (bool(found.stage) and setting is None)
    if "ANOTHER" in found.words:
        return None  # "one additional line"
    if not how_many or setting in EARLY or (listed is None and not counted) or found.span or found.half:
        return None
    if listed is not None and (not listed.known or any(one.aid or one.narrowed for one in listed.items)):
        return None
    if listed is not None and any(one.name and one.name.local for one in listed.items):
        return None
    if setting is None and how_many in ([(">=", 1.0)], [("=", 1.0)]) and listed is not None:
        condition = each(listed, lambda one: had(one, None), excludes)
    elif setting is None and not counted and how_many[0][0][0] == "<":
        condition = with_early_ones(counts(listed, how_many, excludes))
    elif setting is None and listed is not None and not counted:
        condition = each(listed, lambda one: had(one, None), excludes)  # earlier ones may count too
        condition = None if condition is None else both((condition, UNREAD))
    else:
        condition = counts(listed, how_many, excludes)
    if everywhere:
        condition = with_early_ones(condition)
    if condition is None or found.among is None:
        return condition
    return None if excludes else both((condition, *_among(found, setting)))


# -------------------------------------------------------------------------------------------------- the cancer grew
def progressed(found: Frame, setting: str | None, excludes: bool) -> Read:
    """Grew during it, or came back within so many months of its end."""
    listed = found.listed
    if listed is None and found.count and "LINE" in found.words and not found.span:
        return _after_lines(found, setting, excludes)
    if listed is None and setting in EARLY and "TREATED" in found.words:  # "relapse after adjuvant treatment"
        listed = Listed((Named(Medicine("cancer_medicine", NO_KIN)),), frozenset(), 0)
    if listed is None or "LATEST" in found.words:
        return _on_the_latest(found, "progression")
    if found.span and {"STARTED", "FIRST_MONTHS"} & found.words:
        return _since_its_start(found, listed, setting, excludes), "progression"
    if found.span:
        window = found.since() or found.duration()
        of_it = not found.then_ended and "BETWEEN" not in found.words and not {"WHILE", "STARTED"} & found.words
        if window and window[0][0] == ">" and of_it and not found.or_within:
            return _after_so_long(found, listed, setting, window, excludes), "progression"
        if window and window[0][0] == "<" and setting == "metastatic" and found.ended and found.count == []:
            return _while_or_after(found, listed, setting, excludes), "progression"
        ended = found.ended or setting in EARLY  # "within a year of adjuvant A"
        if window is None or not ended or setting == "metastatic":
            return None, ""
        if any(token.type == "EVENT" for token in found.span):
            return None, ""
        operator, amount = window
        if operator[0] == ">" and "WHILE" in found.words and not found.or_within:
            return None, ""  # "while on A, after at least two years"
        operator = "<=" if operator == "<" and not any(token.type == "CMP" for token in found.span) else operator
        condition = each(
            listed,
            lambda one: compare(term("months_to_relapse", one.name, setting or "early"), operator, amount),
            excludes,
            every=operator[0] == ">",
        )
        if condition is not None and operator[0] == ">":  # who never had it had no such relapse
            given = each(listed, about("had", setting or "early"), excludes)
            condition = given and both((given, condition))
        if condition is not None and setting is None and set(found.relations) != {"RELAPSED"}:
            condition = one_of((condition, UNREAD))  # of advanced cancer there is no such fact
        if condition is not None and found.among is not None:  # "adjuvant A that included B"
            condition = both((condition, UNREAD))
        return condition, "disease_free_interval"
    how_many = limits(found.count)
    if found.count and not how_many:
        return None, ""
    condition = _while_or_after(found, listed, setting, excludes)
    if condition is None or setting_of(found.among_stage)[0] is False:
        return None, ""
    if how_many and how_many not in ([(">=", 1.0)], [("=", 1.0)]):
        counted = counts(listed, how_many, excludes) if setting not in EARLY else None
        condition = both((condition, counted or UNREAD))
    elif how_many == [("=", 1.0)]:
        condition = both((condition, UNREAD))
    if found.among is not None:
        if excludes:
            return None, ""
        condition = both((condition, *_among(found, setting)))
    return condition, "progression"


def _while_or_after(found: Frame, listed: Listed, setting: str | None, excludes: bool) -> Condition | None:
    """Grew on it, or after it: then it may have been something else on which it grew."""
    surely = (set(found.relations) == {"PROGRESSED"} and "AFTER" not in found.words) or "WHILE" in found.words
    surely = surely and not found.span

    def say(one: Named) -> Condition:
        grew = about("progressed_on", setting)(one)
        given = about("had", setting)(one)
        return grew if surely else both((given, one_of((grew, UNREAD))))

    return each(listed, say, excludes)


def _after_so_long(
    found: Frame, listed: Listed, setting: str | None, window: tuple[str, float], excludes: bool
) -> Condition | None:
    """ "Progressed on at least six months of A"; after them, it may not have been on A that it grew."""
    surely = set(found.relations) == {"PROGRESSED"} and "AFTER" not in found.words
    grew, long = about("progressed_on", setting), _for_so_long(setting, window)
    return each(listed, lambda one: both((grew(one) if surely else one_of((grew(one), UNREAD)), long(one))), excludes)


def _since_its_start(found: Frame, listed: Listed, setting: str | None, excludes: bool) -> Condition | None:
    """ "Progressed within six months of starting A": on it, while it had not been taken for longer."""
    window = found.since() or found.duration()
    if window is None or window[0][0] != "<" or found.ended:
        return None
    window = ("<=" if not any(token.type == "CMP" for token in found.span) else window[0], window[1])
    condition = each(
        listed,
        lambda one: both((about("progressed_on", setting)(one), _for_so_long(setting, window)(one))),
        excludes,
    )
    # early treatment may have ended, and the cancer come back later in that time
    return condition and (condition if setting == "metastatic" else one_of((condition, UNREAD)))


def _after_lines(found: Frame, setting: str | None, excludes: bool) -> Read:
    """ "Progression after at least one line": that it was after one of them, and not on it, may be."""
    how_many = limits(found.count)
    counted = counts(None, how_many, excludes) if how_many and setting not in EARLY else None
    if counted is None:
        return None, ""
    grew = yes("progressed_on", "cancer_medicine", "metastatic")
    return both((counted, one_of((grew, UNREAD)))), "progression"


def _on_the_latest(found: Frame, why: str) -> Read:
    """Why the latest treatment ended; the cancer may also have grown, or come back, after another reason."""
    ended = found.ended or found.or_within  # "during or within a month of the latest treatment"
    if "LATEST" not in found.words or found.listed is not None or found.count or (found.span and not ended):
        return None, ""
    return one_of((is_in("latest_treatment", why), UNREAD)), "progression"


def interval(found: Frame, setting: str | None, excludes: bool) -> Read:
    """A disease-free interval after early treatment."""
    window = found.since() or found.duration()
    if window is None or setting not in (*EARLY, None) or (found.listed is None and not found.stage):
        return None, ""
    listed = found.listed or Listed((Named(Medicine("cancer_medicine", NO_KIN)),), frozenset(), 0)
    operator, amount = window
    condition = each(
        listed,
        lambda one: compare(term("months_to_relapse", one.name, setting), operator, amount),
        excludes,
        every=operator[0] == ">",
    )
    if condition is not None and found.curative:  # which may have ended with surgery
        condition = (both if operator[0] == ">" else one_of)((condition, UNREAD))
    return condition, "disease_free_interval"


# ------------------------------------------------------------------------------------------------- the other relations
def now(found: Frame, setting: str | None, excludes: bool) -> Read:
    """Taken now, for any reason; or, for what is given by a doctor, going on now."""
    listed = found.listed
    if listed is None or found.count:
        return None, ""
    if found.past_or_now:
        if found.span and (window := found.since()) is not None:
            recent = recently(found, setting, window, excludes)
            return (recent and one_of((going_on(listed, excludes) or UNREAD, recent))), "washout"
        if found.lead and not found.span and not any(one.aid for one in listed.items):
            return each(listed, lambda one: had(one, setting), excludes), "prior_treatment"
        return None, ""
    for_any_reason = "TAKING" in found.relations

    def say(one: Named) -> Condition:
        assert one.name is not None
        if one.name.local:
            return UNREAD
        return yes("taking" if one.aid or for_any_reason else "on_now", one.name)

    several = all(one.aid for one in listed.items) and "WITH" not in listed.joins  # "use of A and B": of either
    condition = each(listed, say, excludes, recent=several)
    if [one.name for one in listed.items] == ["ovarian_suppression"] and "WITH" in listed.joins:
        condition = is_in("ovaries", "suppressed")  # "ovarian suppression with A", which rests them
    if condition is None or not found.span:
        return condition, "prior_treatment"
    if (length := found.duration()) is not None:
        longer = _for_so_long(setting, length)  # "on A or B for at least a year": each of them by itself
        so_long = each(listed, lambda one: both((say(one), longer(one))), excludes, recent=several)
        return so_long or both((condition, UNREAD)), "prior_treatment"
    window = found.since()
    at_home = any(one.aid and one.name and not one.name.given for one in listed.items)
    if window and window[0][0] == "<" and not at_home:
        return recently(found, setting, window, excludes), "washout"
    return (one_of if excludes else both)((condition, UNREAD)), "washout"


def stopped(found: Frame, setting: str | None, excludes: bool) -> Read:
    """Stopped because of side effects, or so long ago."""
    if found.listed is None:
        return None, ""
    if found.toxicity:
        return each(found.listed, about("stopped_for_side_effects", setting), excludes), "prior_treatment"
    window = found.since() or found.duration() if found.span else None
    if window is None or (found.at_least and excludes):
        return None, ""
    operator, amount = (">=", window[1]) if found.at_least else window
    return recently(found, setting, (operator, amount), excludes), "washout"


def intolerant(found: Frame, setting: str | None, excludes: bool) -> Read:
    """Not borne, or grown on it: nobody was either without having had it."""
    if found.listed is None and found.count and "LINE" in found.words and not found.span:
        counted = counts(None, limits(found.count), excludes) if limits(found.count) and setting not in EARLY else None
        return (None if counted is None else both((counted, UNREAD))), "progression"
    if found.listed is None:
        return _on_the_latest(found, "side_effects")
    if found.span or found.count:
        return None, ""
    grew = any(one != "INTOLERANT" for one in found.relations)

    def say(one: Named) -> Condition:
        given = about("had", setting)(one)
        return both((given, one_of((about("progressed_on", setting)(one), UNREAD)) if grew else UNREAD))

    return each(found.listed, say, excludes), "progression"


def reduced(found: Frame, setting: str | None, excludes: bool) -> Read:
    if found.listed is None or found.span:
        return None, ""
    return each(found.listed, about("dose_was_reduced", setting), excludes), "prior_treatment"


def naive(found: Frame, setting: str | None, excludes: bool) -> Read:
    if found.span or found.count:
        return None, ""
    if found.listed is None:
        if setting != "metastatic":
            return None, ""
        return compare(term("lines", None), "<=", 0), "lines"
    condition = each(found.listed, lambda one: had(one, setting), True)
    return (None if condition is None else opposite(condition)), "prior_treatment"


def shrank(found: Frame, setting: str | None, excludes: bool) -> Read:
    """ "A complete or partial response to A"."""
    if found.listed is None or found.span or found.count:
        return None, ""
    return each(found.listed, about("shrank_on", setting), excludes), "progression"


READERS: dict[str, Callable[[Frame, str | None, bool], Read]] = {
    "had": ever,
    "progressed": progressed,
    "interval": interval,
    "now": now,
    "stopped": stopped,
    "intolerant": intolerant,
    "reduced": reduced,
    "naive": naive,
    "shrank": shrank,
}
