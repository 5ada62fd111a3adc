"""The reference of the pack format is what the models say, and its examples are examples."""

import pytest
import yaml
from pydantic import TypeAdapter

from docs.make.pack_format import PAGE, activity_types, documented, page, type_of
from hornbook.activities import Activity


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize("model", activity_types(), ids=type_of)
def test_every_example_is_sound(model: type):
    _, example = documented(model)
    assert type(TypeAdapter(Activity).validate_python(yaml.load(example, yaml.BaseLoader))) is model


def test_every_key_is_on_the_page():
    text = page()
    for model in activity_types():
        for name in model.model_fields:
            assert name == "type" or f"`{name}`" in text
