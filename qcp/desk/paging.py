"""Pages of a list of the desk, however long it is: numbered as far as anybody turns them, and then its end."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

COUNTED = 3000  # rows; to count on costs more with each of them, and nobody turns so many pages


class LongPaginator(Paginator):
    """Counts to 3,000. Of a longer list the page after those is the last one, read from the end."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by().values("pk")[: COUNTED + 1].count()

    @property
    def is_cut(self) -> bool:
        return self.count > COUNTED

    def page(self, number) -> Page:
        number = self.validate_number(number)
        if self.is_cut and number == self.num_pages:
            return self._get_page(list(self.object_list.reverse()[: self.per_page])[::-1], number, self)
        return super().page(number)


class LongList(ChangeList):
    """The desk's lists: they say how many rows there are, or that there are more than are counted."""

    @property
    def found(self) -> str:
        return f"more than {COUNTED:,}" if self.paginator.is_cut else f"{self.result_count:,}"
