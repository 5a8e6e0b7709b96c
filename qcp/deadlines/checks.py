"""The settings of the clocks, looked at when the portal starts."""

from django.conf import settings
from django.core.checks import Error, register

from .kinds import Kind
from .lengths import Length
from .table import RULES


@register()
def clocks_may_be_set(app_configs, **kwargs) -> list[Error]:
    """Only lengths that are the portal's own may be changed, and only into lengths."""
    return [
        Error(f"QCP_CLOCKS: {problem}") for kind, words in settings.CLOCKS.items() for problem in problems(kind, words)
    ]


def problems(kind: str, words: str) -> list[str]:
    if kind not in list(Kind):
        return [f"there is no clock “{kind}”."]
    if not RULES[Kind(kind)].ours:
        return [f"the length of “{kind}” comes from the program's papers and is no setting."]
    try:
        Length(words)
    except ValueError as error:
        return [f"{kind}: {error}"]
    return []
