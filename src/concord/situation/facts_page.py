"""The facts as a page of documentation, made from their declarations."""

from __future__ import annotations

from concord.situation.declare import REGISTRY

HEAD = """# The facts

Every fact is the set of values still possible, and says where it came from. Conditions are written over these names
([criteria.md](criteria.md)). This page is made from the code by `make docs`. Arguments with a question mark may be
left out.

| fact | values | meaning | how it is derived | source |
|---|---|---|---|---|
"""


def facts_page() -> str:
    """docs/facts.md."""
    import concord.situation.facts  # noqa: F401  (declares them)

    rows = []
    for name, one in sorted(REGISTRY.items()):
        arguments = ", ".join(parameter + ("?" if optional else "") for parameter, _, optional in one.parameters)
        values = ", ".join(sorted(one.domain)) if isinstance(one.domain, frozenset) else one.unit or "a number"
        call = f"{name}({arguments})" if arguments else name
        rows.append(f"| `{call}` | {values} | {one.meaning} | {one.how or 'As stated.'} | {one.source} |")
    return HEAD + "\n".join(rows) + "\n"
