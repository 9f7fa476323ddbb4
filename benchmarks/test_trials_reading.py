"""How fast criteria are read, beside a bare split of the same texts. `make bench`; nothing here asserts a time."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.trials.test_labels import eligibility

from concord.knowledge.load import load
from concord.trials.criteria_text import split
from concord.trials.reading.read import Reading, read, tree_of


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(eligibility().values())


def test_reading_all_trials_of_the_samples(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    """Trials a second on one core: their number by this time."""
    knowledge = load()
    tree_of(knowledge)

    def all_of_them() -> list[Reading]:
        return [read(one, knowledge) for text in texts for one in split(text)]

    benchmark.extra_info["trials"] = len(texts)
    assert benchmark(all_of_them)


def test_splitting_the_same_texts(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    """To compare with: only taken apart."""
    benchmark.extra_info["trials"] = len(texts)
    assert benchmark(lambda: [split(text) for text in texts])


def test_building_the_vocabulary(benchmark: BenchmarkFixture) -> None:
    """Once a process."""
    from concord.trials.reading.words.vocabulary import build

    knowledge = load()
    assert benchmark(lambda: build(knowledge))
