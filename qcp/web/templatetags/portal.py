"""How the portal writes moments, days, money and shares; and tags for the pieces that pages are made of."""

import datetime
from decimal import ROUND_DOWN, Decimal

from django import template
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.html import format_html

from qcp import clock
from qcp.web import moves as buttons
from qcp.web import navigation, oneshot, summary
from qcp.web.deadlines import left_of, left_until
from qcp.workflow.moves import moves_for, steps

register = template.Library()
register.filter("left", left_of)
register.filter("left_until", left_until)
register.filter("links_for", navigation.links_for)
register.filter("unread", navigation.unread)
register.filter("move_address", buttons.address)
register.filter("own_page", buttons.own_page)


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """'12 May 2027, 14:02 EDT': a point in time, always with the name of the program's zone."""
    if not value:
        return ""
    there = value.astimezone(timezone.get_default_timezone())
    return f"{there.day} {there:%b %Y, %H:%M %Z}"


@register.filter
def day(value: datetime.date | None) -> str:
    """'12 May 2027'; of a moment the day that it was in the program's zone."""
    on = clock.on(value) if isinstance(value, datetime.datetime) else value
    return f"{on.day} {on:%b %Y}" if on else ""


@register.filter
def money(cents: int | None) -> str:
    """'$1,250.00' from 125000 cents."""
    if cents is None or cents == "":
        return ""
    sign, amount = ("−" if cents < 0 else ""), abs(cents)
    return f"{sign}${amount // 100:,}.{amount % 100:02}"


@register.filter
def percent(value) -> str:
    """'74.99 %': two places, never rounded up."""
    if value is None or value == "":
        return ""
    return f"{Decimal(str(value)).quantize(Decimal('0.01'), rounding=ROUND_DOWN)} %"


@register.filter
def said(line) -> str:
    """A line of history in words: 'Submit the application: Draft → Submitted'."""
    model = line._meta.get_field("subject").related_model
    names = dict(model._meta.get_field("state").flatchoices)
    if not line.source:
        return f"Opened as “{names.get(line.target, line.target)}”"
    label = next((step.custom["label"] for step in steps(model) if step.name == line.move), line.move)
    return f"{label}: {names.get(line.source, line.source)} → {names.get(line.target, line.target)}"


@register.simple_tag(takes_context=True)
def hidden_keys(context) -> str:
    """What every form that acts carries: the token against forgery, and a key so that sending twice acts once.

    Works inside `{% include ... only %}` as well, where csrf_token does not.
    """
    hidden = '<input type="hidden" name="{}" value="{}">'
    request = context.get("request") or context.request
    return format_html(hidden * 2, "csrfmiddlewaretoken", get_token(request), oneshot.FIELD, oneshot.new_key())


@register.simple_tag(takes_context=True)
def error_prefix(context) -> str:
    """'Error: ' in front of the title when what was sent did not pass."""
    return "Error: " if context.get("failed") or summary.entries(context) else ""


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def error_summary(context):
    """All that is wrong with the form or forms of this page, each with a link to its field."""
    return {"entries": summary.entries(context)}


@register.inclusion_tag("components/moves.html", takes_context=True)
def moves(context, record, heading="", quiet=False, back="", ahead=False):
    """The moves this person can make on this record, as buttons, with what is still missing.

    quiet: none of them is what the page is for. back: where a plain button returns to; several records of one page
    have buttons then, and each names its record. ahead: beside a plain button stands one that shows what would follow.
    """
    request = context["request"]
    offers = moves_for(record, request.user)
    shown = {"heading": heading, "quiet": quiet, "back": back, "ahead": ahead}
    return {"record": record, "offers": offers, "request": request, **shown}
