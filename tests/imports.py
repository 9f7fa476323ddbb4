"""What a Python file imports, for the tests that hold who may know whom."""

from __future__ import annotations

import ast


def imports(tree: ast.AST) -> set[str]:
    """Every module that a file imports, wherever in the file, and each name imported from a module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return found


def is_within(name: str, module: str) -> bool:
    """Whether a dotted name is a module or a part of it."""
    return name == module or name.startswith(f"{module}.")
