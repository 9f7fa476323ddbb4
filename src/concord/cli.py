"""The command line: `concord brief | read | brief-schema | assess | situation | knowledge | example | trials`
(trials_cli.py), and for hosts `concord serve | doctor | acknowledge | release | backup | restore | admin`
(web/host/commands.py) and `concord recheck` (web/recheck/command.py).

Exit codes: 0 done, 1 the knowledge base or the site has faults, 2 the input or the call cannot be used.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from concord.reading import InputError
from concord.trials_candidates_cli import candidates
from concord.trials_cli import trials_app
from concord.trials_person_cli import add_to as add_trials_for_a_person
from concord.trials_person_cli import of_trials
from concord.web.host.commands import add_to
from concord.web.recheck.command import recheck
from concord.web.trials.command import tell

if TYPE_CHECKING:
    from concord.documents.packet import Wishes
    from concord.knowledge.load import Knowledge
    from concord.situation.model import Situation

app = typer.Typer(
    help="From a situation with metastatic breast cancer to a brief to talk over with an oncologist.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
situation_app = typer.Typer(
    help="The situation file: its schema, its facts, and whether a file is right.", no_args_is_help=True
)
knowledge_app = typer.Typer(help="The clinical knowledge: what is in it, and what is missing.", no_args_is_help=True)
app.add_typer(situation_app, name="situation")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(trials_app, name="trials")
add_trials_for_a_person(trials_app)
trials_app.command("candidates")(candidates)
trials_app.command("tell")(tell)


class Lang(StrEnum):
    en = "en"
    es = "es"


class Talk(StrEnum):
    direct = "direct"
    gentle = "gentle"


class For(StrEnum):
    person = "person"
    clinician = "clinician"
    visit = "visit"
    second_opinion = "second-opinion"


class Format(StrEnum):
    html = "html"
    pdf = "pdf"
    json = "json"
    md = "md"
    txt = "txt"


class Survival(StrEnum):
    none = "none"
    words = "words"
    typical_range = "typical_range"
    full_range = "full_range"
    ask = "ask"


@contextmanager
def _progress(text: str) -> Iterator[None]:
    """A spinner on the terminal for what takes longer than a second; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def _knowledge() -> Knowledge:
    from concord.knowledge.load import KnowledgeError, load

    try:
        with _progress("Reading the knowledge base"):
            return load()
    except KnowledgeError as error:
        for one in error.errors[:20]:
            typer.echo(str(one), err=True)
        typer.echo(
            f"The knowledge base has {len(error.errors)} fault(s); `concord knowledge check` lists all.", err=True
        )
        raise typer.Exit(1) from None


def _read(path: Path, knowledge: Knowledge | None = None) -> Situation:
    """A situation file, or a FHIR bundle turned into a situation."""
    from concord.exchange.either import situation_in
    from concord.reading import parse, read_bytes

    return situation_in(parse(read_bytes(path), str(path)), lambda: knowledge or _knowledge())


def _write(content: str | bytes, output: Path | None) -> None:
    data = content.encode() if isinstance(content, str) else content
    if output is None:
        sys.stdout.buffer.write(data)
        if isinstance(content, str) and not content.endswith("\n"):
            sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", file=str(output)) from None


SituationFile = Annotated[
    Path, typer.Argument(metavar="SITUATION", help="A situation file (YAML or JSON) or a FHIR R4 bundle (JSON).")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; the terminal if not given.")
]


@app.command()
def brief(
    situation: SituationFile,
    lang: Annotated[Lang | None, typer.Option(help="Language; otherwise as the situation says.")] = None,
    talk: Annotated[Talk | None, typer.Option(help="How to be spoken to; otherwise as the situation says.")] = None,
    whom: Annotated[
        For,
        typer.Option(
            "--for",
            help="The whole brief for a person, one page for a clinician, the questions for a visit, or the packet for "
            "a second opinion (html, pdf, or json: a FHIR R4 document).",
        ),
    ] = For.person,
    form: Annotated[
        Format | None, typer.Option("--format", help="Otherwise by the ending of FILE, or Markdown.")
    ] = None,
    survival: Annotated[
        Survival | None,
        typer.Option(help="How much about survival to show, this time; otherwise as the situation says."),
    ] = None,
    paper: Annotated[str, typer.Option(help="a4 or letter, for the clinician's page.")] = "a4",
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day for which to count; otherwise as the situation says, or today."),
    ] = None,
    ahead: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHOICE", help="What if it stops working: the road ahead of this choice. Twice: two steps."
        ),
    ] = None,
    trials: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The file of `concord trials`: its studies that may fit are told too."),
    ] = None,
    ask: Annotated[str, typer.Option(metavar="QUESTION", help="For a second opinion: the question to answer.")] = "",
    by: Annotated[str, typer.Option(metavar="WHEN", help="For a second opinion: by when an answer is needed.")] = "",
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="SECTION", help="For a second opinion: a section to leave out. As often as needed."),
    ] = None,
    output: Output = None,
) -> None:
    """From a situation to a brief: the choices, each with its good, its bad and its daily life."""
    from concord.choices.brief import brief as make

    knowledge = _knowledge()
    read = _read(situation, knowledge)
    if whom is For.second_opinion:
        from concord.documents.packet import Wishes

        wishes = Wishes(ask, by, frozenset(without or ()))
        chosen = form or _by_ending(output) or Format.html
        language = lang.value if lang else read.person.language or "en"
        _write(_second_opinion(read, knowledge, _day(as_of, read), language, wishes, chosen), output)
        if output:
            typer.echo(f"Written: {output}", err=True)
        return
    made = make(
        read,
        knowledge,
        _day(as_of, read),
        language=lang.value if lang else None,
        talk=talk.value if talk else None,
        survival=survival.value if survival else None,
        ahead=ahead or (),
        trials=of_trials(read, knowledge, _day(as_of, read), lang.value if lang else None, trials) if trials else None,
    )
    chosen = form or _by_ending(output) or Format.md
    with _progress("Writing the brief"):
        _write(_render(made, whom, chosen, paper), output)
    if output:
        typer.echo(f"Written: {output}", err=True)


@app.command("read")
def read_article(
    article: Annotated[str | None, typer.Argument(help="An article by its id; without one, all are listed.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language.")] = Lang.en,
    output: Output = None,
) -> None:
    """Articles to read, as Markdown or, with `-o NAME.html`, as a page: what a treatment is like, what helps."""
    from concord.choices.words import Words
    from concord.documents.article import article as whole
    from concord.documents.article import article_html

    knowledge = _knowledge()
    if article is None:
        words = Words(knowledge, lang.value)
        _write("".join(f"{one.id:32} {words.text(one.name)}\n" for one in knowledge.articles.values()), output)
        return
    if article not in knowledge.articles:
        near = get_close_matches(article, knowledge.articles, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else "; concord read lists all"
        raise InputError(f"there is no article '{article}'{hint}", key="ARTICLE")
    make = article_html if _by_ending(output) is Format.html else whole
    _write(make(article, knowledge, lang.value), output)


def _day(as_of: str | None, situation: Situation) -> dt.date:
    if as_of is None:
        return situation.as_of or dt.datetime.now(tz=dt.UTC).date()
    try:
        return dt.date.fromisoformat(as_of)
    except ValueError:
        raise InputError(f"'{as_of}' is not a day; a date such as 2026-11-20 was expected", key="--as-of") from None


def _by_ending(output: Path | None) -> Format | None:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return Format(ending) if ending in Format.__members__ else None


def _render(made: Any, whom: For, form: Format, paper: str) -> str | bytes:
    from concord import documents

    if form is Format.json:
        return orjson.dumps(made, option=orjson.OPT_INDENT_2)
    if whom is For.visit:
        if form is Format.txt:
            raise InputError("the questions for a visit are made as html, pdf or md", key="--format txt")
        return documents.for_visit(made, form.value)
    if whom is For.clinician:
        if paper not in ("a4", "letter"):
            raise InputError(f"'{paper}' is not a4 or letter", key="--paper")
        return documents.for_clinician(made, form.value, paper)
    if form is Format.txt:
        raise InputError("plain text is for the chart: add --for clinician", key="--format txt")
    return documents.for_person(made, form.value)


def _second_opinion(
    read: Situation, knowledge: Knowledge, day: dt.date, language: Any, wishes: Wishes, form: Format
) -> str | bytes:
    """The packet for another oncologist, in one of its forms."""
    from concord.documents.packet import SECTIONS, packet_html, packet_pdf
    from concord.web.opinion.gather import as_fhir, gathered

    if strange := sorted(wishes.left_out - set(SECTIONS)):
        raise InputError(f"there is no section '{strange[0]}'; there are {', '.join(SECTIONS)}", key="--without")
    if form is Format.json:
        return orjson.dumps(as_fhir(read, knowledge, day, language, wishes), option=orjson.OPT_INDENT_2)
    if form not in (Format.html, Format.pdf):
        raise InputError("the packet for a second opinion is made as html, pdf or json", key=f"--format {form}")
    made = gathered(read, knowledge, day, language, wishes)
    return packet_html(made) if form is Format.html else packet_pdf(made)


@app.command()
def example(out: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("out")) -> None:
    """Writes the brief of the worked example as HTML and PDF, and says where."""
    from concord.choices.brief import brief as make

    knowledge = _knowledge()
    path = knowledge.root / "examples" / "worked-example.yaml"
    read = _read(path, knowledge)
    made = make(read, knowledge, _day(None, read))
    targets = {
        out / "brief.html": (For.person, Format.html),
        out / "brief.pdf": (For.person, Format.pdf),
        out / "clinician.pdf": (For.clinician, Format.pdf),
    }
    for target, (whom, form) in targets.items():
        with _progress(f"Writing {target}"):
            _write(_render(made, whom, form, "a4"), target)
    typer.echo("The brief of the worked example (a made-up person):")
    for target in targets:
        typer.echo(f"  {target.resolve()}")
    typer.echo(f"It was made from {path}. To make your own: concord brief FILE -o brief.html")


@app.command("brief-schema")
def brief_schema() -> None:
    """Prints the JSON Schema of a brief."""
    from concord.choices.shape import json_schema

    _write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2).decode(), None)


@app.command()
def assess(situation: SituationFile) -> None:
    """Assesses the brief of a situation against IPDASi version 4.0, item by item."""
    from concord.choices.brief import brief as make
    from concord.choices.ipdas import assess as look

    knowledge = _knowledge()
    read = _read(situation, knowledge)
    made = make(read, knowledge, _day(None, read))
    part = ""
    for item in look(made, knowledge):
        if item.part != part:
            part = item.part
            typer.echo(f"{part.capitalize()}:")
        met = item.met.replace("_", " ")
        typer.echo(f"  {item.id:4} {met:12} {item.say}{f' ({item.lacking})' if item.lacking else ''}")
    typer.echo("A self-assessment by the program; no trained rater has looked.")


# ------------------------------------------------------------------------------------------------ situation
@situation_app.command("schema")
def situation_schema() -> None:
    """Prints the JSON Schema of the situation file."""
    from concord.situation.read import json_schema

    _write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2).decode(), None)


@situation_app.command("check")
def situation_check(situation: SituationFile) -> None:
    """Says whether a file can be read, what of it was not understood, and what is not known."""
    from concord.situation.derive import words_not_understood

    knowledge = _knowledge()
    read = _read(situation, knowledge)
    typer.echo(f"{situation}: can be read.")
    unread = [f"{place}: {word}" for place, word in words_not_understood(read, knowledge.vocabulary)]
    unread += [f"symptoms: {code}" for code in read.symptoms if code not in knowledge.urgent]
    unread += [
        " ".join(part for part in (one.words, one.code or "", one.why or "") if part) for one in read.not_understood
    ]
    for line in unread:
        typer.echo(f"  not understood: {line}")


@situation_app.command("facts")
def situation_facts(
    situation: Annotated[
        Path | None, typer.Argument(metavar="[SITUATION]", help="A situation, to see the values of its facts.")
    ] = None,
) -> None:
    """Lists every fact with its meaning; with a file, the values still possible for that person."""
    from concord.situation.declare import REGISTRY, signature

    knowledge = _knowledge()
    known = signature(knowledge.vocabulary)
    if situation is None:
        for name, declared in sorted(REGISTRY.items()):
            arguments = ", ".join(
                parameter + ("?" if optional else "") for parameter, _, optional in declared.parameters
            )
            kind = declared.unit or "number" if known.facts[name].is_number else " | ".join(sorted(declared.domain))  # type: ignore[arg-type]
            typer.echo(f"{name}{f'({arguments})' if arguments else ''}: {kind}")
            typer.echo(f"    {declared.meaning} {declared.how}".rstrip())
            typer.echo(f"    Source: {declared.source}")
        return
    from concord.choices.words import Words
    from concord.criteria.terms import Term
    from concord.situation.derive import derive

    read = _read(situation, knowledge)
    facts, words = derive(read, knowledge.vocabulary, _day(None, read)), Words(knowledge)
    for name, declared in sorted(REGISTRY.items()):
        if not any(not optional for _, _, optional in declared.parameters):
            term = Term(name, tuple(None for _ in declared.parameters))
            found = facts.fact(term)
            because = "; ".join(words.because(one, read) for one in found.because)
            typer.echo(f"{words.fact(term)}: {words.value(term, found.possible)}{f'   [{because}]' if because else ''}")


# ------------------------------------------------------------------------------------------------ knowledge
@knowledge_app.command("check")
def knowledge_check(
    quiet: Annotated[bool, typer.Option("--quiet", help="Only faults, and one line of counts.")] = False,
) -> None:
    """Lists faults with file and line, texts that are too hard and gentle texts that claim more than the direct ones;
    then what is not confirmed or not reviewed, hidden figures first."""
    from concord.knowledge.check import gaps, shares
    from concord.knowledge.levels import too_hard
    from concord.knowledge.load import KnowledgeError, load
    from concord.knowledge.voices import says_more, untagged

    try:
        with _progress("Checking the knowledge base"):
            knowledge = load(checked=True)
    except KnowledgeError as error:
        for one in error.errors:
            typer.echo(str(one))
        typer.echo(f"{len(error.errors)} fault(s).")
        raise typer.Exit(1) from None
    if hard := [*too_hard(knowledge), *says_more(knowledge), *untagged(knowledge)]:
        for message in hard:
            typer.echo(message)
        typer.echo(f"{len(hard)} fault(s).")
        raise typer.Exit(1)
    found = gaps(knowledge)
    if not quiet:
        for gap in found:
            typer.echo(f"{gap.kind}: {gap.where}{f' ({gap.what})' if gap.what else ''}")
        typer.echo("Figures seen in a source, by choice:")
        for share in shares(knowledge):
            hidden = f"   hidden, waits for {', '.join(share.waiting)}" if share.waiting else ""
            seen = f"{share.verified:4d} of {share.figures:4d}  {share.verified / share.figures:4.0%}"
            typer.echo(f"  {seen}  {share.choice}{hidden}")
    closed = sum(gap.kind == "figures hidden" for gap in found)
    unconfirmed = sum(gap.kind == "figure not confirmed" for gap in found)
    typer.echo(
        f"Knowledge {knowledge.meta.version} as of {knowledge.meta.as_of}: no faults. "
        f"{len(knowledge.choices)} choices, {len(knowledge.evidence)} studies, "
        f"{len(knowledge.tests)} tests, {len(knowledge.sources)} sources. "
        f"{closed} with hidden figures, {unconfirmed} figures not confirmed."
    )


@knowledge_app.command("compile")
def knowledge_compile(output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE")]) -> None:
    """Writes the knowledge as one file that loads without reading YAML: CONCORD_KNOWLEDGE=FILE concord ..."""
    from concord.knowledge.load import compiled

    _write(orjson.dumps(compiled(_knowledge())), output)
    typer.echo(f"Written: {output}", err=True)


@knowledge_app.command("diff")
def knowledge_diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder of knowledge, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A folder of knowledge, as it is now.")],
    situations: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of situation files: whose brief would differ.")
    ] = None,
) -> None:
    """Says which records differ between two versions and, with situations, whose brief would differ and how."""
    from concord.choices.difference import changes, differences
    from concord.knowledge.load import KnowledgeError, load

    try:
        with _progress("Reading both versions"):
            before, after = load(_folder(old)), load(_folder(new))
    except KnowledgeError as error:
        for one in error.errors[:20]:
            typer.echo(str(one), err=True)
        raise typer.Exit(1) from None
    found = changes(before, after)
    for change in found:
        parts = f": {', '.join(change.parts)}" if change.parts else ""
        typer.echo(f"{change.what} {change.kind}/{change.id}{parts}")
    typer.echo(f"{len(found)} record(s) differ.")
    if situations is None:
        return
    files = sorted(path for path in _folder(situations).iterdir() if path.suffix in (".yaml", ".yml", ".json"))
    if not files:
        raise InputError("no situation file (.yaml, .yml or .json) is in this folder", file=str(situations))
    read = ((path.name, _read(path, after)) for path in files)
    count = 0
    for differs in differences(before, after, read, dt.datetime.now(tz=dt.UTC).date()):
        count += 1
        typer.echo(differs.name)
        for line in differs.lines:
            typer.echo(f"  {line}")
    typer.echo(f"{count} of {len(files)} situation(s) would have another brief.")


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise InputError("this is not a folder", file=str(path))
    return path


@knowledge_app.command("show")
def knowledge_show(
    record: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a choice, study, test, source, medicine or definition.")
    ],
) -> None:
    """Prints a record as it stands in the knowledge base."""
    from concord.knowledge.read import FOLDERS, LISTS

    knowledge = _knowledge()
    found = [
        (kind, getattr(knowledge, kind)[record]) for kind in {**FOLDERS, **LISTS} if record in getattr(knowledge, kind)
    ]
    if not found:
        import difflib

        known = [name for kind in {**FOLDERS, **LISTS} for name in getattr(knowledge, kind)]
        near = difflib.get_close_matches(record, known, n=3)
        raise InputError(
            f"no record is called '{record}'" + (f"; near it: {', '.join(near)}" if near else ""), key="knowledge show"
        )
    from ruamel.yaml import YAML

    for kind, one in found:
        typer.echo(f"# {kind}")
        writer = YAML(typ="safe", pure=True)
        writer.default_flow_style = False
        writer.allow_unicode = True
        writer.dump(one.model_dump(mode="json", by_alias=True, exclude_defaults=True), sys.stdout)


add_to(app)
app.command()(recheck)


def main() -> None:
    """Runs the command line. What a person can put right is said in one line; the exit code is 2."""
    try:
        app(standalone_mode=True)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
