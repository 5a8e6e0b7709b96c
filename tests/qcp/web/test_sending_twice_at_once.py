"""Two equal POSTs in the same moment, on real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.shortcuts import redirect
from django.test import RequestFactory

from qcp.web.pages import button
from qcp.workflow.models import Case

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS = 10


@button
def open_case(request):
    return redirect(f"/cases/{Case.objects.create().pk}/")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lives in one connection")
@pytest.mark.parametrize("pair", range(PAIRS))
def test_two_equal_posts_in_parallel_act_once_and_lead_to_one_page(olivia, pair):
    together = Barrier(2)

    def send():
        request = RequestFactory().post("/here/", {"form_key": f"k{pair}"})
        request.user = olivia
        together.wait()
        try:
            return open_case(request).url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        urls = {future.result() for future in [pool.submit(send), pool.submit(send)]}

    assert len(urls) == 1
    assert Case.objects.count() == 1
