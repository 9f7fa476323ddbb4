"""The forms ask for what the model holds, within its bounds."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from concord.situation.model import LymphNodeRemoval, Medicine, Radiation, Surgery
from concord.web.site.pages import knowledge
from concord.web.treatments.shape import FORMS, IN_ALL, PER_CYCLE, adding_up, bounds, listed, options

MODELS: dict[str, type[BaseModel]] = {
    "medicine": Medicine,
    "radiation": Radiation,
    "surgery": Surgery,
    "lymph_node_removal": LymphNodeRemoval,
}
NOT_ASKED = {"kind", "maintenance", "ordered_only"}


@pytest.mark.parametrize("kind", FORMS)
def test_every_key_of_a_treatment_is_asked_for_or_left_out_on_purpose(kind: str) -> None:
    asked = {field.name for fields in FORMS[kind].values() for field in fields}
    asked = asked - {"amounts"} | ({PER_CYCLE, IN_ALL} if "amounts" in asked else set())
    when = {"date", "started", "ended"}
    assert asked & when
    assert set(MODELS[kind].model_fields) - asked - NOT_ASKED <= when | {"setting"}


def test_options_and_bounds_are_those_of_the_model() -> None:
    assert options("medicine", "setting") == ("neoadjuvant", "adjuvant", "metastatic")
    assert "recurrence" in options("medicine", "stopped_because")
    assert bounds("medicine", "cycles") == (1, 200)
    assert bounds("radiation", "dose_gy") == (0, 100)
    assert bounds("medicine", PER_CYCLE) == (0, 20_000)
    assert bounds("lymph_node_removal", "nodes_removed") == (0, 100)


def test_an_amount_is_asked_for_where_a_rule_asks_for_it() -> None:
    assert {"doxorubicin", "epirubicin"} <= adding_up()
    assert adding_up() <= knowledge().vocabulary.medicines
    assert "letrozole" not in adding_up()


def test_lists_come_from_the_vocabulary() -> None:
    vocabulary = knowledge().vocabulary
    assert set(listed("radiation", "target")) == set(vocabulary.areas)
    both = {*listed("surgery", "procedure"), *listed("lymph_node_removal", "procedure")}
    assert both == set(vocabulary.procedures)
