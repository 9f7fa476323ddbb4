"""A phrase about treatment as a frame: what was done, with which medicines, in which setting, when, how often.

The pieces may come in any order ("prior chemotherapy for metastatic disease", "in the metastatic setting, chemotherapy
within four weeks"). Each fills one slot; where a slot would be filled twice the phrase ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from concord.trials.reading.build import months
from concord.trials.reading.phrases.frame_pieces import PIECES, SPAN
from concord.trials.reading.phrases.medicines import Listed, Named, medicine_list, names_of
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern

SINCE_IT_SPREAD = {
    *("metastatic", "advanced", "unresectable", "recurrent", "locally_advanced"),
    *("incurable", "oligometastatic", "de_novo", "locally_recurrent"),
}
EARLY = {"adjuvant", "neoadjuvant", "early"}
EARLY_STAGES = {"stage_1_3", "not_metastatic"}

# What happened. The first word of a pair is the one that decides.
RELATIONS = {
    "PROGRESSED": "progressed",
    "PROGRESSED_AFTER": "progressed",
    "RELAPSED": "progressed",
    "INTOLERANT": "intolerant",
    "NOW": "now",
    "TAKING": "now",
    "STOPPED": "stopped",
    "REDUCED": "reduced",
    "NAIVE": "naive",
    "FIRSTUSE": "naive",
    "DFI": "interval",
    "SHRANK": "shrank",
}
# "Interval of a year between A and relapse": without the relapse, it is no more than a span.
INTERVAL = "INTERVAL"
# Words that fill no slot. The soft ones do not end a phrase.
SOFT = {
    *("PRIOR", "FOR", "WITH", "TO", "OTHER", "ANOTHER", "BETWEEN", "AFTER", "COMPLETING", "WHILE", "LASTDOSE"),
    *(INTERVAL, "STARTED"),
}
FIRM = {"TREATED", "LINE", "LATEST"}
TWO = 2
ILL = {"DISEASE", "BREAST"}


@dataclass(slots=True)
class Frame:
    """The slots. Tokens that fill them are kept, so that what words mean is decided in one place."""

    relations: list[str] = field(default_factory=list)
    listed: Listed | None = None
    examples: Listed | None = None
    definition: Listed | None = None
    among: Listed | None = None
    among_stage: list[Token] = field(default_factory=list)
    curative: bool = False  # "treatment with curative intent"
    among_anywhere: bool = False  # "including a taxane in any setting"
    stage: list[Token] = field(default_factory=list)
    count: list[Token] = field(default_factory=list)
    span: list[Token] = field(default_factory=list)
    exceptions: list[tuple[float, Listed]] = field(default_factory=list)
    half: list[Token] = field(default_factory=list)
    dose: list[Token] = field(default_factory=list)
    cycles: list[Token] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    ended: bool = False  # "completed", "after": the span counts from the end of it
    then_ended: bool = False  # the same, where the end is named after the span: "six months since the end of A"
    lead: bool = False  # words that say that it was given
    or_within: bool = False  # "during ... or within N months of completing ..."
    prevention: bool = False
    toxicity: bool = False
    planned: bool = False
    first: bool = False
    past_or_now: bool = False
    or_planned: bool = False
    any_of: bool = False  # "with any of the following:"
    of_dose: bool = False  # "A above 10 mg a day"
    at_least: bool = False  # "two weeks before": for what has to be over, at least so long
    narrowed: bool = False  # words among these mean only some of it: "due to a grade 3 adverse event"
    end: int = 0

    @property
    def relation(self) -> str:
        known = [RELATIONS[one] for one in self.relations]
        for one in ("interval", "shrank", "reduced", "naive", "stopped", "intolerant", "progressed", "now"):
            if one in known:
                return one
        return "had"

    def setting(self) -> tuple[bool, str | None]:
        """The setting that words name; False where they name more than one, or none that can be said."""
        return setting_of(self.stage)

    def since(self) -> tuple[str, float] | None:
        """ "within four weeks": less than so many months ago. None where a span says something else."""
        types = [token.type for token in self.span]
        operator, amount = self._amount()
        if operator and operator[0] == ">" and types[0] == "FOR" and self.relation == "had" and self.lead:
            return None  # "has received A for at least four weeks before": how long it was given
        counted_back = {"EVENT", "BEFORE", "AFTER", "AGO"} & set(types) or types[-1:] == ["BETWEEN"]
        counted_back = counted_back or (bool(self.half) and "BETWEEN" in self.words)  # "or 5 half-lives from"
        if "PRIOR" in types and (operator or "<")[0] == "<":
            counted_back = True  # but "at least six months of prior A" is how long it was given
        if "WITHIN" in types or counted_back:
            return (operator or "<", amount) if amount is not None else None
        return None

    def durations(self) -> list[tuple[str, float]]:
        """The same, or two limits: "at least 24, but not more than 60 months"."""
        operators = [str(token.value) for token in self.span if token.type == "CMP"]
        numbers = [token.value for token in self.span if token.type == "NUM"]
        unit = next((str(token.value) for token in self.span if token.type == "TIME"), None)
        if len(operators) == len(numbers) == TWO and unit is not None:
            return [(one, months(number, unit)) for one, number in zip(operators, numbers, strict=True)]
        length = self.duration()
        return [] if length is None else [length]

    def duration(self) -> tuple[str, float] | None:
        """ "for at least six months"."""
        operator, amount = self._amount()
        return (operator, amount) if self.since() is None and operator is not None and amount is not None else None

    def _amount(self) -> tuple[str | None, float | None]:
        types = [token.type for token in self.span]
        operators = [str(token.value) for token in self.span if token.type == "CMP"]
        if "OR_MORE" in types:
            operators = [">="]
        number = next((token.value for token in self.span if token.type == "NUM"), None)
        unit = next((token.value for token in self.span if token.type == "TIME"), None)
        if number is None or unit is None or len(operators) > 1:
            return None, None
        if "WITHIN" in types and operators and operators[0][0] == ">":
            operators = []  # "within at least four weeks"
        return (operators[0] if operators else None), months(number, str(unit))


def setting_of(tokens: Sequence[Token]) -> tuple[bool, str | None]:
    """The setting that words name; False where they name more than one, or none that can be said."""
    named = {str(token.value) for token in tokens if token.type in ("EXTENT", "SETTING")}
    values = {"early" if one in EARLY_STAGES else one for one in named}
    if not values:
        return True, None
    if values <= SINCE_IT_SPREAD:
        return bool(values - {"locally_advanced", "locally_recurrent"}), "metastatic"
    if len(values) == 2 and values < EARLY and "AND" in {token.type for token in tokens}:
        return False, None  # both before and after surgery
    if values <= EARLY:
        return True, values.pop() if len(values) == 1 else "early"
    if "metastatic" in values or "advanced" in values:
        return True, None
    return False, None


def frame(tokens: Sequence[Token], types: str, at: int, *, wide: bool = True) -> Frame:
    """The longest frame that begins here."""
    found = Frame(end=at)
    here = at
    while here < len(tokens):
        if tokens[here].must and found.listed is not None and found.relation == "now":
            break  # "patients on A must ...": of whom it speaks
        after = _piece(found, tokens, types, here, wide=wide)
        if after is None:
            break
        here = after
    return found


def _piece(found: Frame, tokens: Sequence[Token], types: str, at: int, *, wide: bool) -> int | None:
    """Fills one slot, and says where the next piece may begin."""
    token = tokens[at]
    if (after := _comes_back(found, tokens, types, at)) is not None:
        return after
    for name, text in PIECES:
        match = pattern(text).match(types, at)
        if match is None or match.end() == at:
            continue
        if (after := _fill(found, name, tokens, at, match.end())) is not None:
            if name not in ("including", "on_or_after"):
                found.end = max(found.end, after)
            return after
    if token.type in RELATIONS:
        return _relation(found, token, at)
    if pattern("(?:NEEDING|CANCERNOW)(?:TREATED|NOW|FOR|WITH|QUAL|UNKNOWN)*AID").match(types, at) and at == 0:
        found.relations.append("TAKING")  # "requires treatment with A"
        return at + 1
    if (after := _list(found, tokens, at, wide=wide)) is not None:
        found.end = after
        return after
    if token.type == "BEFORE" and found.relation == "progressed" and found.listed is None:
        found.words.add("AFTER")  # "following": the word is also one for what comes before
        return at + 1
    if token.type in ILL and found.relations and found.listed is None:
        return at + 1  # "progression of disease on"
    if token.type == "EVENT" and (at == 0 or tokens[at - 1].type not in ("BEFORE", "AFTER", "NUM", "TIME")):
        token = token._replace(type="TREATED")  # "prior treatment": the word also names the start of a trial
    if token.type in SOFT | FIRM:
        found.words.add(token.type)
        ends = token.type in ("AFTER", "COMPLETING", "LASTDOSE")
        found.ended, found.then_ended = found.ended or ends, found.then_ended or (ends and bool(found.span))
        if token.type == "COMPLETING" and at + 1 == len(tokens) and found.listed and found.span:
            found.end = at + 1  # "during A, or within a year of its completion"
        found.lead = found.lead or token.type in ("PRIOR", "TREATED")
        if token.type == "LATEST" or (token.type in FIRM and (found.listed or found.count or found.stage)):
            found.end = at + 1
        return at + 1
    if token.type in ("OR", "COMMA") and "progressed" in (RELATIONS.get(one) for one in found.relations):
        return _or_within(found, tokens, types, at)
    return None


COMING_BACK = pattern(f"DISEASE?(?:WITH|WHILE|OR|COMMA)*(?:RELAPSED|PROGRESSED|WHILE|AFTER|{SPAN}|PROGRESSED_AFTER)")


def comes_back(tokens: Sequence[Token], types: str, at: int) -> bool:
    """ "Recurrent on or within a year of": the same word also says how far a cancer reaches."""
    return tokens[at][:2] == ("EXTENT", "recurrent") and COMING_BACK.match(types, at + 1) is not None


def _comes_back(found: Frame, tokens: Sequence[Token], types: str, at: int) -> int | None:
    if found.listed or found.relation not in ("had", "progressed") or not comes_back(tokens, types, at):
        return None  # also in "progressed or recurrent within a year of A"
    found.relations.append("RELAPSED")
    return at + 1


GREW_OR_NOT_BORNE = ("PROGRESSED", "PROGRESSED_AFTER", "RELAPSED", "INTOLERANT")


def _or_within(found: Frame, tokens: Sequence[Token], types: str, at: int) -> int | None:
    """ "progressed during, or within a year after"; "progressed on or were refractory to"."""
    here = at
    while here < len(tokens) and tokens[here].type in ("OR", "COMMA", "SLASH"):
        here += 1
    if here == len(tokens) or "OR" not in {token.type for token in tokens[at:here]}:
        return None
    if (
        pattern(f"(?:{SPAN})(?:COMMA|FOR|BETWEEN)*(?:COMPLETING|AFTER|TREATED|LASTDOSE|SETTING|EXTENT|LATEST)").match(
            types, here
        )
        and not found.span
    ):
        found.or_within = True
        return here
    if (
        found.listed is None
        and "LATEST" not in found.words
        and (tokens[here].type in GREW_OR_NOT_BORNE or comes_back(tokens, types, here))
    ):
        return here
    return None


def _relation(found: Frame, token: Token, at: int) -> int | None:
    kind = RELATIONS[token.type]
    before = {RELATIONS[one] for one in found.relations}
    if before and kind not in before and not {kind, *before} <= {"progressed", "intolerant", "interval"}:
        return None
    if found.listed is not None and kind not in ("naive", "reduced", "interval") and kind not in before:
        return None
    found.relations.append(token.type)
    if kind in ("naive", "reduced") and found.listed is not None:
        found.end = at + 1
    return at + 1


def _list(found: Frame, tokens: Sequence[Token], at: int, *, wide: bool) -> int | None:
    if at and tokens[at - 1].type == "RELAPSED":
        return None  # "the first treatment after recurrence was A": it was not on A that it came back
    bracket = tokens[at].type == "LP"
    start = at + 1 if bracket else at
    if bracket and start < len(tokens) and tokens[start].type == "THATIS":
        start += 2 if start + 1 < len(tokens) and tokens[start + 1].type == "COMMA" else 1
    given = found.relation == "had"
    begins = start < len(tokens) and tokens[start].type != "OR"
    listed = medicine_list(tokens, start, given=given) if begins else None
    if listed is None or (listed.repeats and not wide):
        return None
    end = listed.end
    if bracket:
        if end >= len(tokens) or tokens[end].type != "RP" or found.definition is not None:
            return None
        if found.listed is None or (found.among is not None and not _same(listed, found.among)):
            return None
        found.definition = listed
        return end + 1
    if found.listed is None:
        found.listed = listed
        return end
    if {one.name for one in listed.items} <= {
        one.name for one in found.listed.items
    } and found.relation == "progressed":
        return end  # "during adjuvant A or within a year of A"
    if tokens[at - 1].type == "WITH" and not found.span and len(found.listed.items) == 1:
        both = (*found.listed.items, *listed.items)
        found.listed = Listed(both, frozenset({"WITH"}) | listed.joins, end)
        return end
    return None


def _same(listed: Listed, before: Listed) -> bool:
    """Whether a bracket only names again what stands last before it."""
    return all(one == before.items[-1] for one in listed.items)


def _fill(found: Frame, name: str, tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Fills the slot of this name if it is free."""
    part = list(tokens[at:end])
    match name:
        case "half":
            if found.half or (not found.span and part[0].type in ("OR", "LP", "COMMA", "AND")):
                return None
            found.half = part
        case "span" | "before":
            if found.span or (end < len(tokens) and _from_another_day(part[-1], tokens[end])):
                return None
            if name == "before":
                if found.listed is None or found.relation != "stopped":
                    return None
                found.at_least = True
            found.span = [token for token in part if token.type not in ("LP", "RP")]
            if end < len(tokens) and part[-1].type == "BEFORE" and tokens[end].value in OF_THE_TRIAL:
                return end + 1
        case "start":
            if found.listed is None or found.relation == "now":
                return None
            if any(token.type in ("RELAPSED", "PROGRESSED") for token in tokens[end : end + 1]):
                return None  # "completed a year before relapse"
            found.span += part if found.span else []  # without a span, "before the study" says no more than "prior"
        case "exception":
            number = next(token.value for token in part if token.type == "NUM")
            unit = next(str(token.value) for token in part if token.type == "TIME")
            if not found.span:
                return None
            if part[-1].type == "RP":
                found.exceptions.append((months(number, unit), Listed((Named(None),), frozenset(), end)))
                return end
            listed = medicine_list(tokens, end)
            if listed is None:
                return None
            found.exceptions.append((months(number, unit), listed))
            after = listed.end
            return after + 1 if after < len(tokens) and tokens[after].type == "RP" else after
        case "count":
            if found.count or found.listed is not None:
                return None
            found.count = [token for token in part if token.type not in ("LP", "RP")]
        case "stage":
            if found.among is not None and part[0].type == "COMMA" and not found.stage:
                found.among_stage = found.stage = part  # "two lines, including a taxane, in the metastatic setting"
            elif found.among is not None and not found.among_stage:
                found.among_stage = part
            elif found.stage and not (found.or_within or setting_of(part) == setting_of(found.stage)):
                return None
            else:
                found.stage += part
        case "examples":
            told = part[-1].type in ("FOREXAMPLE", "COMMA")
            inside = medicine_list(tokens, end) if told else _inside(part)
            if found.listed is None or found.examples is not None:
                return None
            if told:
                if inside is None:
                    return None
                found.examples = inside
                return inside.end
            found.examples = inside or Listed((), frozenset(), end)
        case "including":
            inside = medicine_list(tokens, end)
            lead = at > 0 and tokens[at - 1].type in ("TREATED", "EVENT", "PRIOR")
            if found.listed is None and lead and not found.count and inside is not None:
                return end  # "prior treatment must include A"
            if (found.listed is None and not found.count) or found.among is not None or inside is None:
                return None
            found.among = inside
            found.end = inside.end
            if inside.end < len(tokens) and tokens[inside.end].type == "ANYSETTING":
                found.among_anywhere = True
                found.end += 1
            return found.end
        case "ever":
            several = bool(found.stage) and found.listed is not None and len(found.listed.items) > 1
            if several or (found.listed is None and part[0].type != "ANYSETTING"):
                return None  # "A for early disease and B in any setting"
            found.words.add("ANYSETTING")
            found.lead = found.lead or found.listed is not None
        case "purpose":
            what = {token.type for token in part} & {
                "DISEASE",
                "BREAST",
                "MALIGNANCY",
                "PURPOSE",
                "PREVENTION",
                "ILLNESS",
            }
            of_another = "ILLNESS" in what and what <= {"ILLNESS", "PREVENTION"}  # "A for osteoporosis"
            found.prevention |= of_another or ("PREVENTION" in what and "DISEASE" not in what)
        case "first_months":
            if found.span:
                return None
            found.span = [part[0]._replace(type="WITHIN"), *part[1:]]
            found.words.add("FIRST_MONTHS")
        case "curative":
            if found.stage or found.listed is not None:
                return None
            found.stage += [part[0]._replace(type="SETTING", value="early")]
            found.curative = True
            found.words.add("TREATED")
        case "for_whom":
            if found.relation != "interval":
                return None
        case "after_stage":
            if not found.stage or found.listed is not None:
                return None
        case "past":
            found.lead = True
        case "colon":
            if found.listed is not None or not found.lead:
                return None
            found.any_of = True
        case "cycles":
            if found.cycles or found.count:
                return None
            found.cycles = part
        case "on_it":
            if found.listed is None or found.relation != "had" or found.span or found.count:
                return None
            sure = part[-1].type == "PROGRESSED_ON_IT"  # "prior A, with progression on it", "... after it"
            found.relations.append("PROGRESSED" if sure else "PROGRESSED_AFTER")
        case "amount":
            if found.dose:
                return None
            found.narrowed = True
            found.of_dose = found.listed is not None
            if found.listed is None:
                return _before_medicine(tokens, at, end)
        case "manner":
            if found.listed is not None:
                return None
            found.narrowed = True  # "chronic use of"
        case "cannot":
            found.narrowed = True
            if not found.relations:
                found.relations.append("TAKING")
            if found.listed is None:
                return at + sum(token.type in ("CANNOTSTOP", "TO") for token in part[:2])
        case "on_or_after":
            if found.relation != "progressed" or found.listed is not None:
                return None
            found.words.add("AFTER")
        case "any_setting":
            if found.listed is None and not {"LINE", "TREATED"} & found.words:
                return None
            named = {one.name for token in part if token.type == "MED" for one in names_of(token)}
            if not named <= {one.name for one in (found.listed.items if found.listed else ())}:
                return None
            found.words.add("ANYSETTING")
        case "given":
            if found.listed is not None:
                return None
            found.lead = True
        case "after_span":
            if not found.span or found.listed is not None:
                return None
        case "done":
            if found.listed is None:
                return None
            found.ended = found.then_ended = True
        case "performed":
            if found.listed is None:
                return None
            found.lead = True
        case "counted":
            if "LINE" not in found.words or found.count:
                return None
        case "or_planned":
            found.or_planned = True
        case "until":
            if any(token.type == "EXTENT" for token in part) and setting_of(part)[1] != "metastatic":
                return None  # "from the end of A to metastatic disease"
            between = found.relation == "had" and found.span and "COMPLETING" in found.words
            if INTERVAL in found.words or (between and part[-1].type == "RELAPSED"):
                found.relations.append("DFI")  # "at least six months between the end of A and relapse"
            if found.relation != "interval":
                return None
        case "before_relapse":
            if not (found.span and found.listed and found.ended) or found.relation not in ("had", "stopped"):
                return None
            found.relations.append("DFI")
        case "explained":
            if found.relation != "naive":
                return None
        case "toxicity":
            if found.listed is None:
                return None
            found.toxicity = True
            found.narrowed = found.narrowed or len(part) > TWO or part[-1].type not in ("TOXIC", "TOXICITY")
        case "stopped":
            if found.listed is None or found.relations:
                return None
            found.relations.append("STOPPED")
            found.narrowed = found.narrowed or bool(found.span)
        case "dose":
            if found.listed is None or found.dose or not any(one.name and one.name.area for one in found.listed.items):
                return None
            found.dose = part
        case "or_now":
            if found.relation == "naive":
                return None
            found.past_or_now = True
        case "first":
            found.first = True
        case "planned":
            found.planned = True
    return end


# Words after "before" that name no day in the life of the cancer, though they are not known.
OF_THE_TRIAL = {"trial", "study", "trials", "investigation", "visit"}
DAYS = {
    "UNKNOWN",
    "CODE",
    "METS",
    "EXTENT",
    "DISEASE",
    "BREAST",
    "SITE",
    "RELAPSED",
    "PROGRESSED",
    "ILLNESS",
    "STOPPED",
    "MED",
    "AID",
}


def _from_another_day(last: Token, after: Token) -> bool:
    """Whether a span ends on a day that is not known: "two weeks before the first sign of spread"."""
    return last.type in ("BEFORE", "AFTER") and after.type in DAYS and after.value not in OF_THE_TRIAL


def _before_medicine(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """ "More than 10 mg of A": the amount alone, so that the medicine after it is read as such."""
    dose = next(here for here in range(at, end) if tokens[here].type == "DOSE") + 1
    return dose if dose < len(tokens) and tokens[at].type != "LP" and tokens[dose].type in ("AID", "UNKNOWN") else None


def _inside(bracket: Sequence[Token]) -> Listed | None:
    return medicine_list(bracket, 3 if len(bracket) > 2 and bracket[2].type == "COMMA" else 2)
