"""Reads a page as strictly as a validator would: every tag closed in order, every name once, every reference met."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SHAPES = frozenset(
    {"circle", "path", "rect", "line", "g", "svg", "polyline", "polygon", "ellipse", "text", "use", "title"}
)  # may close themselves
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "table",
        "ul",
    }
)
ONLY_WORDS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "b", "strong", "em", "i", "small", "label", "button"}
)  # hold no block
# What may stand only inside one of these, and what may not stand inside itself or these.
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "option": {"select", "optgroup", "datalist"},
    "legend": {"fieldset"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "caption": {"table"},
}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "select": {"option", "optgroup"}, "tr": {"td", "th"}, "dl": {"dt", "dd", "div"}}
NEVER_IN = {
    "a": {"a", "button"},
    "button": {"a", "button"},
    "form": {"form"},
    "label": {"label"},
    "main": {"article", "aside", "footer", "header", "nav", "main"},
    "input": {"a", "button"},
    "select": {"a", "button"},
    "textarea": {"a", "button"},
}
MANY = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "headers")  # lists of names of elements
ONE = ("for", "form", "list", "popovertarget", "aria-activedescendant")
NAMED = frozenset(("input", "select", "textarea"))
NEEDS_NO_LABEL = frozenset(("hidden", "submit", "button"))


def faults(text: str) -> list[str]:
    """What a strict reader would complain of; empty for a page that is well made."""
    page = _Page()
    page.feed(text)
    page.close()
    return [*page.faults, *page.at_the_end()]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # so that a bare < can be told from a written one
        self.faults: list[str] = []
        self.open: list[str] = []
        self.seen: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.references: list[tuple[str, str]] = []
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, str]] = []
        self.doctype = False

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl.lower() == "doctype html" and not self.seen

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._placed(tag)
        self._named(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and not (tag in SHAPES and "svg" in (*self.open, tag)):
            self._fault(f"<{tag}/> is not closed by its slash")
        self._placed(tag)
        self._named(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self._fault(f"</{tag}> closes what holds nothing")
        elif tag not in self.open:
            self._fault(f"</{tag}> closes nothing")
        else:
            while (last := self.open.pop()) != tag:
                self._fault(f"<{last}> is still open at </{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in CHILDREN:
            self._fault(f"words stand bare in <{self.open[-1]}>")
        if "<" in data and self.open[-1:] not in (["script"], ["style"]):
            self._fault("a bare < in the text")

    def at_the_end(self) -> list[str]:
        found = [f"<{tag}> is never closed" for tag in self.open]
        found += [f"id {name!r} stands {count} times" for name, count in self.ids.items() if count > 1]
        found += [
            f"{kind} points to {name!r}, which is not there" for kind, name in self.references if not self.ids[name]
        ]
        found += [f"<{tag}> {name!r} has no label" for tag, name in self.fields if name not in self.labelled]
        found += [
            f"{self.seen[tag]} times <{tag}>"
            for tag in ("html", "head", "body", "title", "main", "h1")
            if self.seen[tag] != 1
        ]
        return found if self.doctype else ["does not begin with its doctype", *found]

    def _placed(self, tag: str) -> None:
        """Whether it may stand where it stands."""
        above = self.open[-1] if self.open else ""
        if tag in PARENTS and above not in PARENTS[tag]:
            self._fault(f"<{tag}> in <{above}>")
        if above in CHILDREN and tag not in CHILDREN[above] | {"script", "template"}:
            self._fault(f"<{tag}> right in <{above}>")
        if tag in BLOCKS and (inside := ONLY_WORDS.intersection(self.open)):
            allowed = tag.startswith("h") and tag != "hr" and self.open[-1] in ("summary", "legend")
            if not allowed:
                self._fault(f"<{tag}> inside <{min(inside)}>")
        if inside := frozenset(NEVER_IN.get(tag, ())).intersection(self.open):
            self._fault(f"<{tag}> inside <{min(inside)}>")

    def _named(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 0 if tag == "title" and "svg" in self.open else 1
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name, count in Counter(names).items() if count > 1]
        told = {name: value or "" for name, value in attrs}
        if tag == "html" and not told.get("lang"):
            self._fault("<html> says no language")
        if tag == "img" and "alt" not in told:
            self._fault("<img> without alt")
        if "id" in told:
            self.ids[told["id"]] += 1
            if not told["id"] or " " in told["id"]:
                self._fault(f"id {told['id']!r} is no name")
        self.references += [(name, one) for name in MANY for one in told.get(name, "").split()]
        self.references += [(name, told[name]) for name in ONE if name in told]
        if tag == "a" and told.get("href", "").startswith("#"):
            self.references.append(("href", told["href"][1:]))
        if tag == "label" and "for" in told:
            self.labelled.add(told["for"])
        own_name = "aria-label" in told or "aria-labelledby" in told or "label" in self.open
        if tag in NAMED and told.get("type") not in NEEDS_NO_LABEL and not own_name:
            self.fields.append((tag, told.get("id", "")))

    def _fault(self, what: str) -> None:
        line, _ = self.getpos()
        self.faults.append(f"line {line}: {what}")
