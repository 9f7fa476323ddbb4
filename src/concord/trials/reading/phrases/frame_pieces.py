"""The pieces of a phrase about treatment, as patterns: each fills one slot of a frame, the first that fits."""

from __future__ import annotations

# Names of treatments, several of them, and a span before today.
NAME = "(?:OTHER|ANOTHER|UNKNOWN|CODE|QUAL|NEWDRUG|FDA|ACTIVEQ)"
NAMED = f"{NAME}*drug(?:PURPOSE)?"
LIST = f"{NAMED}(?:(?:COMMA|AND|OR|SLASH)+{NAMED})*"
WINDOW = "(?:WITHIN CMP|WITHIN|CMP)NUM TIME"
COUNT = (
    "(?:CMP NUM(?:LP NUM RP)?LINE(?:COMMA|AND|LOOSE)+CMP NUM(?=LINE)|CMP NUM LP CMP NUM RP(?=PRIOR|LINE|drug)"
    "|CMP NUM(?:LP NUM RP)?(?:(?:COMMA|AND|LOOSE)*CMP NUM(?:COMMA(?=PRIOR|LINE|drug))?)?"
    "|NUM OR_MORE|NUM(?:OR CMP|MINUS|TO|OR)NUM|NUM OR_LESS"
    "|NUM(?:LP NUM RP)?(?=(?:PRIOR|OTHER|ANOTHER|LINE|MED|AID|TREATED)))(?!(?:LP NUM RP)?(?:TIME|UNIT|HALF|CYCLE|DOSE))"
)
# A day from which one counts back: the start of the trial.
START = (
    "(?:(?:BEFORE|AFTER|WITH|FOR|TO|LP|PLANNED)*"
    "(?:EVENT(?:CODE|MED)*|PRIOR|SLASH EVENT|BEFORE(?!PROGRESSED|RELAPSED)|OR EVENT|AGO)+)"
)
SPAN = (
    "(?:WITHIN CMP|WITHIN|CMP)NUM(?:OR_LESS|OR_MORE)?TIME(?:OR_LESS|OR_MORE)?"
    "|NUM(?:OR_MORE|OR_LESS)TIME|NUM TIME OR_MORE"
)
# "Due to a grade 3 or higher adverse event".
BLAME = "(?:BECAUSE|IF|FOR|AFTER|TO)+"
REASON = (
    f"(?:{BLAME}(?:DEGREE|NUM|OR|AND|SLASH|OR_MORE|CMP|QUAL|UNKNOWN|CODE|ILLNESS|TREATED|PRIOR)*"
    "(?:TOXIC|SOMETOXIC|ILLNESS)(?:(?:OR|SLASH)TOXIC)*)"
)
# "(> 10 mg per day of A or equivalent)", "at a dose above 10 mg": only some who take it are meant.
OF_DOSE = (
    "(?:UNKNOWN|CODE|QUAL|NOW|TREATED|TAKING|FOR|WITH|OBTAINED|TO|BETWEEN|AID|OR|SLASH|TIME|THATIS|FOREXAMPLE|SIGN"
    "|EQUALS|EVENT)"
)
AMOUNT = (
    f"LP{OF_DOSE}*(?:CMP|MINUS|TO|COMMA)*NUM DOSE(?:{OF_DOSE}|COMMA|CMP|NUM|DOSE)*RP"
    f"|(?:UNKNOWN|FOR|WITH|OBTAINED|EQUALS|BETWEEN)*CMP NUM DOSE"
    "(?:(?:FOR|UNKNOWN|OR|BETWEEN)*AID(?:UNKNOWN|TIME)?|TIME|UNKNOWN(?=AID))*"
)
# What follows "cannot be stopped": it narrows further what is narrowed already.
NO_MATTER = (
    "(?:UNKNOWN|CODE|TO|FOR|WITH|HOW|OTHER|ANOTHER|WITHIN|CMP|NUM|TIME|BEFORE|EVENT|CANNOTSTOP|STABLEQ|QUAL"
    "|(?<=UNKNOWN)MED|(?<=TO)drug|LP(?:FOREXAMPLE|WITHIN|CMP)[^LP RP]*RP|(?:OR|AND)(?=UNKNOWN|CANNOTSTOP))"
)
# A comma that parts nothing: "treatment with, A or B".
COMMA = (
    "(?:(?<=WITH)|(?<=TREATED)|(?<=FOR)|(?<=INTOLERANT)|(?<=PROGRESSED))COMMA(?=(?:OTHER|ANOTHER|QUAL|UNKNOWN)*drug)"
    "|(?:(?<=PROGRESSED)|(?<=PROGRESSED_AFTER))COMMA(?=CMP NUM(?:PRIOR|TREATED)*(?:drug|LINE))"
    "|COMMA(?=STARTED)|(?:(?<=AFTER)|(?<=COMPLETING))COMMA(?=SETTING|drug)|(?<=STARTED)(?:COMMA|OR)+(?=STARTED)"
)
# "For metastatic HER2-positive disease": that is what the medicines were given for.
RECEPTORS = "(?:REC|SIGN|TNBC|PLUS|MINUS|SLASH)*"
STAGE = (
    f"(?:(?:LP|COMMA)?(?:FOR|OBTAINED)+{RECEPTORS}|LP)?(?:EXTENT|SETTING)"
    "(?:(?:AND|OR|SLASH|COMMA|LP|RP|FOR|(?:DISEASE|TREATED)(?=(?:AND|OR|SLASH|FOR)+(?:EXTENT|SETTING)))*"
    "(?:EXTENT(?!(?:WITH|WHILE|FOR|OR|COMMA)*(?:WITHIN|CMP)|AFTER|WHILE)|SETTING))*"
    f"(?:{RECEPTORS}(?:DISEASE|BREAST|TNBC))*RP?"
)
EARLY_ONES = "(?:SETTING|EXTENT)(?:(?:OR|AND|SLASH|COMMA)+(?:SETTING|EXTENT))*"
PIECES: tuple[tuple[str, str], ...] = (
    ("half", "half"),
    ("half", f"(?:FOR|WITHIN|CMP)+NUM HALF{START}?"),
    (
        "exception",
        "(?:COMMA|AND|OR)*LP?OR?(?:WITHIN|CMP)*NUM TIME FOR(?=(?:OTHER|UNKNOWN|CODE|QUAL)*drug)"
        "|LP CMP?NUM TIME FOR[^LP RP]*RP",
    ),
    ("span", f"(?:{SPAN})BETWEEN(?=PRIOR*(?:OTHER|ANOTHER)*drug)"),
    ("span", "FOR?CMP NUM TIME?(?:AND|LOOSE|COMMA)*CMP NUM TIME(?=(?:SETTING|PRIOR|TREATED|WITH|BETWEEN)*drug)"),
    ("span", f"(?:LP|COMMA)?(?:FOR|BETWEEN)*(?:{SPAN}){START}?RP?"),
    ("before", f"(?:FOR|BETWEEN)*NUM TIME(?=BEFORE|AGO){START}RP?"),
    ("first_months", "WITHIN_FIRST NUM TIME"),
    ("start", START),
    ("count", COUNT),
    ("plusminus", "(?:LP|COMMA)?(?:PLUSMINUS|REGARDLESS)(?:TREATED|OTHER|ANOTHER|drug|AND|OR|SLASH|COMMA)*drug RP?"),
    (
        "purpose",
        "(?:LP|COMMA)?(?:PURPOSE|FOR(?:DISEASE|BREAST|MALIGNANCY|PREVENTION|RISK|ILLNESS)|PREVENTION)"
        "(?:(?:OR|AND)(?:DISEASE|BREAST|MALIGNANCY|PREVENTION|RISK|ILLNESS)|PREVENTION)*(?:FOR?BREAST)?RP?",
    ),
    ("ever", "(?:COMMA|LP)*ANYSETTING RP?"),
    ("stage", STAGE),
    ("amount", AMOUNT),
    # "at most two regimens, including adjuvant chemotherapy"
    ("any_setting", f"(?:COMMA|LP)?INCLUDING FOR*{EARLY_ONES}(?:DISEASE|TREATED|LINE|MED)*RP?(?!FOR|WITH|drug)"),
    ("on_or_after", "(?:WITH|WHILE|FOR|(?<=PROGRESSED))(?:OR|SLASH)(?:AFTER|BEFORE)"),
    ("examples", "LP(?:FOREXAMPLE|INCLUDING)[^LP RP]*RP|COMMA?FOREXAMPLE COMMA?(?=(?:OTHER|ANOTHER|QUAL)*drug)"),
    # "completion of treatment with curative intent"
    ("curative", "(?:(?<=COMPLETING)|(?<=AFTER)|(?<=LASTDOSE))(?:TREATED CURE|CURE TREATED|CURE(?=TO|AND|BETWEEN|$))"),
    ("for_whom", "(?<=TIME)(?:IF|FOR WHO|IF WHO)(?=TREATED|PRIOR)"),
    ("including", "COMMA?INCLUDING(?:TREATED|PRIOR|WITH|NUM|LINE)*"),
    ("manner", "QUAL(?=(?:TREATED|TAKING)(?:FOR|WITH)*drug)"),
    ("cannot", f"(?:WHO|AND|COMMA)*CANNOTSTOP{NO_MATTER}*"),
    ("comma", COMMA),
    (
        "after_stage",
        "(?<=SETTING)COMMA(?=(?:PRIOR|TREATED|LINE|OTHER)*drug)|(?<=DISEASE)COMMA(?=(?:PRIOR|TREATED)+drug)",
    ),
    ("past", "WITHIN(?!CMP|NUM)"),
    ("colon", "EITHER?COLON(?=(?:OTHER|ANOTHER|QUAL|UNKNOWN)*drug)|EITHER"),
    ("cycles", "(?:CMP NUM|NUM OR_MORE|NUM)PRIOR?CYCLE|LP CMP NUM CYCLE RP"),
    (
        "on_it",
        "(?:AND|COMMA|WITH|WHO)*(?:PROGRESSED_ON_IT|PROGRESSED_AFTER_IT"
        "|(?:PROGRESSED_AFTER|(?:RELAPSED|PROGRESSED)(?:(?:WHILE|FOR|WITH)OR)?AFTER)(?:TREATED|EVENT)(?=STOP|COMMA|$))",
    ),
    ("given", "OBTAINED(?=(?:SETTING|UNKNOWN|CMP|NUM|CYCLE)*drug)"),
    ("after_span", "(?:(?<=EVENT)|(?<=TIME))COMMA(?=(?:PRIOR|TREATED|OTHER|UNKNOWN)*drug)"),
    ("done", "OBTAINED(?=(?:FOR|BETWEEN)*(?:WITHIN|CMP|NUM))"),
    ("performed", "(?:OBTAINED|TREATED)(?=BEFORE|PURPOSE|COMMA|STOP|OR|RP|$)"),
    ("counted", "COLON(?=CMP NUM)"),
    ("or_planned", "(?:(?<=NOW)|(?<=TAKING)|(?<=TREATED))OR PLANNED TO?(?:UNKNOWN|TREATED|NOW|TAKING)?"),
    ("until", "(?:LP FOREXAMPLE[^LP RP]*RP)?(?:TO|AND)(?:RELAPSED|PROGRESSED)|TO EXTENT(?:DISEASE|BREAST)*"),
    ("before_relapse", "(?:BEFORE|TO)RELAPSED"),
    ("explained", "LP(?:THATIS|WHO|COMMA|NOT|TREATED|PRIOR)*NOT(?:TREATED|PRIOR)*drug RP"),
    ("toxicity", f"TOXICITY|{REASON}"),
    ("stopped", f"(?:WHO|COMMA|NOW|TREATED)*STOPPED(?={REASON}|TOXICITY|(?:FOR|BETWEEN)*(?:{SPAN}|NUM TIME BEFORE))"),
    (
        "or_now",
        "(?:(?<=PRIOR)|(?<=TREATED)|(?<=EVENT))(?:OR|SLASH)(?:NOW|TAKING)|(?:(?<=NOW)|(?<=TAKING))(?:OR|SLASH)(?=TREATED|PRIOR)",
    ),
    ("dose", "(?:FOR|LP)*CMP NUM UNIT(?:LP UNIT RP)?RP?"),
    ("first", "FIRSTLINE"),
    ("planned", "PLANNED"),
)
