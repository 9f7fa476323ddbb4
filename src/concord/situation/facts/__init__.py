"""The facts, declared one function each, one file a subject. Importing this package fills the registry."""

from concord.situation.facts import (
    disease,
    genes,
    health,
    local,
    medicines,
    pathology,
    person,
    priorities,
    sensitivity,
    timeline,
)

__all__ = [
    "disease",
    "genes",
    "health",
    "local",
    "medicines",
    "pathology",
    "person",
    "priorities",
    "sensitivity",
    "timeline",
]
