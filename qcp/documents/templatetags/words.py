"""`{% words "thanks" %}We thank {{ practice.name }}.{% endwords %}`: a stretch of a paper for the office to write anew.

What the office wrote is text with named blanks, among the frozen words of the paper: escaped, never executed.
"""

from django import template
from django.template.base import Node, TextNode
from django.utils.html import escape
from django.utils.safestring import mark_safe

from qcp.notices.wording import BLANK, spoken

register = template.Library()


class Stretch(Node):
    """One such stretch: its shipped text, and what its blanks print."""

    def __init__(self, name: str, nodelist):
        self.name, self.nodelist = name, nodelist
        self.blanks: dict[str, Node] = {}
        self.text = " ".join("".join(self.piece(node) for node in nodelist).split())

    def piece(self, node: Node) -> str:
        if isinstance(node, TextNode):
            return node.s
        name = spoken(source(node))
        number = next(n for n in range(1, 100) if (name if n == 1 else f"{name} {n}") not in self.blanks)
        name = name if number == 1 else f"{name} {number}"
        self.blanks[name] = node
        return f"[{name}]"

    def render(self, context):
        typed = (context.get("words") or {}).get(self.name)
        if typed is None:
            return self.nodelist.render(context)
        said, end = [], 0
        for found in BLANK.finditer(typed):
            said += [escape(typed[end : found.start()]), self.put(found, context)]
            end = found.end()
        return mark_safe("".join([*said, escape(typed[end:])]))  # noqa: S308  each piece was escaped

    def put(self, found, context) -> str:
        """What stands for a name in brackets; one that is no blank stays as it was typed."""
        node = self.blanks.get(found[1])
        return str(node.render_annotated(context)) if node else escape(found[0])


def source(node) -> str:
    """What the shipped template says in this place."""
    expression = getattr(node, "filter_expression", None)
    return expression.token if expression else node.token.contents


@register.tag
def words(parser, token):
    _, name = token.split_contents()
    nodelist = parser.parse(("endwords",))
    parser.delete_first_token()
    return Stretch(name.strip("\"'"), nodelist)
