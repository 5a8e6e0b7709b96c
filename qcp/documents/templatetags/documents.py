from django import template

from qcp.documents import qr as codes

register = template.Library()


@register.simple_tag
def qr(text, title):
    """`{% qr url "Check this certificate" %}`: a QR code with a description."""
    return codes.svg(text, title)
