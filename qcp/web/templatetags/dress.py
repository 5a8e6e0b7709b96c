"""How a form's fields look: Django's own widgets in the design system's classes. Used by templates/django/forms."""

from copy import copy

from django import forms, template
from django.forms import widgets

from qcp.web.summary import sentences

register = template.Library()
register.filter("sentences", sentences)

CLASSES = (
    (widgets.Textarea, "usa-textarea"),
    (widgets.Select, "usa-select"),
    (widgets.CheckboxInput, "usa-checkbox__input"),
    (widgets.FileInput, "file-input"),
    (widgets.Input, "usa-input"),
)


def own_class(widget) -> str:
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "")


@register.filter
def control(field) -> str:
    """A bound field's own widget, dressed."""
    widget = field.field.widget
    classes = " ".join(filter(None, [own_class(widget), widget.attrs.get("class", "")]))
    attrs = {"class": classes} if classes else {}
    if isinstance(widget, widgets.NumberInput):
        widget, attrs = typed_number(field), {**attrs, "class": f"{classes} usa-input--short", "inputmode": mode(field)}
    return field.as_widget(widget, attrs=attrs)


def typed_number(field):
    """Numbers are typed as text: a number box throws away what it cannot read, and we never lose what was typed."""
    widget = copy(field.field.widget)
    widget.input_type = "text"
    widget.attrs = {name: value for name, value in widget.attrs.items() if name not in ("min", "max", "step")}
    return widget


def mode(field) -> str:
    """Which keys a phone offers."""
    return "decimal" if isinstance(field.field, forms.DecimalField | forms.FloatField) else "numeric"


@register.filter
def choice(option, kind: str) -> str:
    """One radio button or checkbox of a group, without its label."""
    option.data["attrs"]["class"] = f"usa-{kind}__input"
    return option.tag(wrap_label=False)


@register.filter
def group(field) -> str:
    """'radio', 'checkbox' or '': is the field answered by picking from options all of which are shown?"""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxSelectMultiple):
        return "checkbox"
    return "radio" if isinstance(widget, widgets.RadioSelect) else ""


@register.filter
def is_tick(field) -> bool:
    """One single checkbox, whose label stands after it."""
    return isinstance(field.field.widget, widgets.CheckboxInput)
