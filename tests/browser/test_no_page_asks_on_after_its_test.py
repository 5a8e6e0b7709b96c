"""The tests' own server on SQLite: one connection for all, so nobody may be inside while the tables are emptied."""

import pytest
import requests

from qcp.accounts.models import User
from qcp.settings.turns import DOOR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASK_ON = "setInterval(() => fetch('/home/', {headers: {'X-Asked': 'again'}}), 5)"


def test_a_closed_door_lets_no_request_from_the_network_in(live_server):
    DOOR.close()
    turned_away = requests.get(f"{live_server.url}/healthz", timeout=5)
    DOOR.open()
    let_in = requests.get(f"{live_server.url}/healthz", timeout=5)

    assert (turned_away.status_code, let_in.status_code) == (503, 200)


@pytest.mark.parametrize("time", range(4))
def test_a_page_that_asks_without_end_leaves_nothing_to_the_next_test(page, live_server, sign_in, olivia, time):
    assert User.objects.count() == 1

    sign_in(olivia)
    page.goto(f"{live_server.url}/home/")
    page.evaluate(ASK_ON)
    page.wait_for_timeout(150)
