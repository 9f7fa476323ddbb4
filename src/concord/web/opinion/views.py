"""The second opinion: what goes into the packet, the packet itself, and the papers to collect."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language
from concord.documents.packet import SECTIONS, Packet, packet_html, packet_pdf, urgent, without
from concord.documents.packet_gaps import gaps
from concord.documents.packet_papers import Paper, papers
from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.model import Situation
from concord.situation.read import from_document
from concord.web.choices.draw import on_paper
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.opinion import keep
from concord.web.opinion.gather import as_fhir, gathered
from concord.web.site.language import other_address
from concord.web.site.pages import knowledge, page, words_in

LONGEST = {"question": 600, "by": 200}
READ = {"second": "second-opinion", "find": "finding-another-oncologist", "page": "your-situation-on-one-page"}


def is_draft(request: HttpRequest) -> bool:
    """A form that the page sends by itself while somebody writes."""
    return request.headers.get("X-Save") == "draft"


def typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def opinion(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The question, by when, and what stays out; then the ways to take the packet along."""
    kept, words = keep.load(request), words_in(language)
    wrong: dict[str, str] = {}
    sent = request.method == "POST"
    if sent:
        texts = {name: typed(request, name) for name in LONGEST}
        out = [name for name in SECTIONS if name in request.POST.getlist("left_out")]
        wrong = {
            name: words.site("opinion_wrong_long", count=LONGEST[name])
            for name, text in texts.items()
            if len(text) > LONGEST[name]
        }
        if len(out) == len(SECTIONS):
            wrong["left_out"] = words.site("opinion_wrong_all")
        if is_draft(request) or not wrong:
            for name in texts.keys() - wrong.keys():
                setattr(kept, name, texts[name])
            if "left_out" not in wrong:
                kept.left_out = out
            keep.save(request, kept)
            if is_draft(request):
                return HttpResponse(status=422 if wrong else 204)
            return HttpResponseRedirect(reverse("opinion", args=[language]))
    said = _situation(answers)
    lacking = gaps(
        derive(without(said, kept.left_out), knowledge().vocabulary, today()), words, kept.wishes, _shown(kept)
    )
    return page(
        request,
        language,
        "opinion/opinion.html.j2",
        words.site("opinion_title"),
        kept=kept,
        wrong=wrong,
        question=request.POST.get("question", "") if sent else kept.question,
        by=request.POST.get("by", "") if sent else kept.by,
        marked=request.POST.getlist("left_out") if sent else kept.left_out,
        parts=[(name, words.site(f"packet_{name}")) for name in SECTIONS],
        missing=len(lacking) if "missing" not in kept.left_out else None,
        urgent=urgent(said, words),
        urgent_heading=words.word("heading_urgent"),
        read=[(words.site(f"opinion_read_{name}"), article) for name, article in READ.items()],
        told=answers,
        other_address=other_address(request.path),
    )


def _situation(answers: store.Answers) -> Situation:
    return from_document(Document(answers.file))


def _shown(kept: keep.Kept) -> list[str]:
    return [name for name in SECTIONS if name not in kept.left_out]


def _packet(request: HttpRequest, language: Language, answers: store.Answers) -> Packet:
    return gathered(_situation(answers), knowledge(), today(), language, keep.load(request).wishes)


@require_safe
@with_answers
def packet(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    made = _packet(request, language, answers)
    return page(request, language, "opinion/packet.html.j2", made["title"], packet=made, told=answers)


@require_safe
@with_answers
def packet_on_paper(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    return on_paper(packet_pdf(_packet(request, language, answers)), "second-opinion.pdf")


@require_safe
@with_answers
def packet_file(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """One HTML file that stands alone."""
    content = packet_html(_packet(request, language, answers))
    return _download(content.encode(), "text/html; charset=utf-8", "second-opinion.html")


@require_safe
@with_answers
def packet_fhir(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    made = as_fhir(_situation(answers), knowledge(), today(), language, keep.load(request).wishes)
    return _download(orjson.dumps(made, option=orjson.OPT_INDENT_2), "application/fhir+json", "second-opinion.json")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# ------------------------------------------------------------------------------------------------ papers
def _papers(request: HttpRequest, language: Language, answers: store.Answers) -> tuple[keep.Kept, list[Paper]]:
    """The list, whether or not it goes into the packet: it is for the person herself."""
    kept = keep.load(request)
    return kept, papers(_situation(answers), words_in(language), [*_shown(kept), "papers"])


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def collect(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The papers and slides, each with a box to tick."""
    kept, listed = _papers(request, language, answers)
    if request.method == "POST":
        known = {one.id for one in listed}
        kept.have = [name for name in request.POST.getlist("have") if name in known]
        keep.save(request, kept)
        if is_draft(request):
            return HttpResponse(status=204)
        return HttpResponseRedirect(reverse("opinion-papers", args=[language]))
    words = words_in(language)
    counted = words.site("opinion_papers_count", count=len(kept.have), all=len(listed))
    title = words.site("opinion_papers")
    shown: dict[str, Any] = {"papers": listed, "have": kept.have, "counted": counted, "told": answers}
    return page(request, language, "opinion/papers.html.j2", title, other_address=other_address(request.path), **shown)


@require_safe
@with_answers
def collect_on_paper(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The list alone, to tick by hand; what is ticked on the page is marked."""
    kept, listed = _papers(request, language, answers)
    made = _packet(request, language, answers)
    say = words_in(language).site
    lines = [f"✓ {one.say}" if one.id in kept.have else one.say for one in listed]
    section = {
        "id": "papers",
        "heading": say("opinion_papers"),
        "lines": lines,
        "table": None,
        "note": "",
        "time": None,
    }
    alone = {**made, "title": say("opinion_papers"), "lead": say("opinion_papers_lead"), "whole": "", "by_hand": []}
    return on_paper(packet_pdf(alone | {"sections": [section], "urgent": []}), "papers.pdf")  # type: ignore[arg-type]
