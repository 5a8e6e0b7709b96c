"""What is wrong with the forms of a page: in sentences that name the question, with links to the fields concerned."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BaseFormSet, widgets

PICKED = (widgets.RadioSelect, widgets.CheckboxSelectMultiple, widgets.Select)
BARE = {
    "min_value",
    "max_value",
    "max_digits",
    "max_decimal_places",
    "max_whole_digits",
    "min_length",
    "max_length",
    "step_size",
}


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
            found += [Entry(text, f"#{target(field)}") for text in sentences(field)]
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


def sentences(field) -> list[str]:
    """The field's errors, as shown beside it and in the summary; Django's own short ones get the question's name."""
    return [spoken(field, error) for error in field.errors.as_data()]


def spoken(field, error) -> str:
    text = " ".join(error.messages)
    if text not in own_words(field.field) and error.code not in BARE:
        return text
    if error.code == "required":
        return ask(field)
    return f"{field.label}: {text[0].lower()}{text[1:]}"


def own_words(form_field) -> set[str]:
    """Django's own messages for a kind of field: they do not say which question they are about."""
    return {
        str(text) for kind in type(form_field).__mro__ for text in getattr(kind, "default_error_messages", {}).values()
    }


def ask(field) -> str:
    """How to mend an answer that is missing."""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return f"Tick “{field.label}” to go on."
    if isinstance(widget, PICKED):
        return f"Choose an answer: {field.label}"
    if isinstance(widget, widgets.FileInput):
        return f"Choose a file: {field.label}."
    return f"Fill in: {field.label}" + ("" if str(field.label).endswith("?") else ".")
