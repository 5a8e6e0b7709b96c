"""What a reader asked for, turned into how one letter reaches them."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model

from qcp import clock

from .models import MailWish, Message
from .registry import Notice
from .topics import TOPICS, Topic, Way

DELIVERIES = {
    Way.AT_ONCE: Message.Delivery.PENDING,
    Way.DAILY: Message.Delivery.GATHERED,
    Way.PORTAL: Message.Delivery.PORTAL,
}


def of(user) -> MailWish:
    """What they asked for, or what holds for somebody who never asked."""
    return MailWish.objects.filter(user=user).first() or MailWish(user=user)


def way(topic: Topic, wish: MailWish) -> Way:
    """How letters of this topic come to this reader; a way that the topic does not allow counts for nothing."""
    asked = wish.ways.get(topic.key)
    return Way(asked) if asked in topic.ways else topic.ways[0]


def deliveries(notice: Notice, readers: Iterable) -> dict:
    """How a letter of this kind begins for each reader with a wish about it; everyone else gets it at once."""
    if notice.topic.is_fixed:
        return {}
    accounts = [reader for reader in readers if isinstance(reader, get_user_model())]
    wishes = MailWish.objects.filter(user__in=accounts) if accounts else ()
    return {wish.user_id: DELIVERIES[way(notice.topic, wish)] for wish in wishes}


def ask(user, *, ways: dict[str, str], hour: int, zone: str) -> MailWish:
    """Note what somebody wants from now on. What waits for a daily letter already still comes in one."""
    allowed = {key: chosen for key, chosen in ways.items() if key in TOPICS and chosen in TOPICS[key].ways}
    wish, _ = MailWish.objects.update_or_create(
        user=user, defaults={"ways": allowed, "hour": hour, "zone": zone, "changed_at": clock.now()}
    )
    return wish
