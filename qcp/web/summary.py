"""What is wrong with the forms of a page, as links to the fields concerned."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BaseFormSet


@dataclass(frozen=True)
class Entry:
    text: str
    href: str = ""


def entries(context) -> list[Entry]:
    """From every form in a page's context, in the order of the page; empty while nothing was sent."""
    return problems_of(context.flatten().values())


def problems_of(values) -> list[Entry]:
    found: list[Entry] = []
    for form in forms_in(values):
        found += [Entry(text) for text in form.non_field_errors()]
        for field in form:
            found += [Entry(text, f"#{target(field)}") for text in field.errors]
    return list(dict.fromkeys(found))


def forms_in(values) -> Iterator[BaseForm]:
    for value in values:
        if isinstance(value, BaseFormSet) and value.is_bound:
            yield from value
        elif isinstance(value, BaseForm) and value.is_bound:
            yield value
        elif isinstance(value, list | tuple):
            yield from forms_in(value)


def target(field) -> str:
    """The control that a link to this field should focus: the first of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id
