"""An address without a row in the access table fails the build; so does a row without an address."""

from django.urls import URLResolver, get_resolver

from qcp.access.table import table

WHOLE_NAMESPACES = {"admin"}


def names(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield f"{namespace}{pattern.name}"


def addresses() -> set[str]:
    return {name for name in names(get_resolver()) if name.partition(":")[0] not in WHOLE_NAMESPACES}


def test_every_address_has_a_row():
    assert sorted(addresses() - table().keys()) == []


def test_every_row_has_an_address():
    rows = {name for name in table() if not name.endswith(":*")}
    assert sorted(rows - addresses()) == []
