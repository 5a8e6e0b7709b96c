"""The cache may go at any moment: pages answer, limits hold, and nobody is signed out."""

import pytest
from django.core.cache import caches

from qcp import clock
from qcp.web.caches import STRICTER
from qcp.web.rates import visits
from tests.prove import redis_restarts
from tests.services.redis import PrivateRedis

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.fixture
def redis():
    noon = clock.now().replace(hour=12, minute=0, second=30)
    with PrivateRedis() as redis, clock.at(noon), redis_restarts.production(redis.url):
        caches["default"].memory.clear()
        yield redis


def test_restarts_of_redis_are_noticed_by_nobody():
    figure = redis_restarts.run(3)

    assert figure.text == figure.goal


def test_while_it_is_away_the_limit_comes_sooner(redis):
    assert [visits("somebody") for _ in range(3)] == [1, 2, 3]
    redis.stop()

    assert [visits("somebody") for _ in range(3)] == [STRICTER, 2 * STRICTER, 3 * STRICTER]


def test_back_and_empty_it_counts_from_the_beginning(redis):
    visits("somebody")
    redis.stop()
    redis.start()

    assert caches["default"].get("nothing") is None
    caches["default"].ask_again_at = 0.0
    assert visits("somebody") == 1
