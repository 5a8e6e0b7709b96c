"""What the tablet says is true of the last change too, however slowly it reads its own memory."""

import re

import pytest

from .tablets import first

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECEIVED = re.compile(r"Received \d")

# The tablet's memory answers each count and list only when it is told to.
SLOW_MEMORY = """() => {
  window.held = [];
  for (const name of ["getAll", "count"]) {
    const real = IDBIndex.prototype[name];
    IDBIndex.prototype[name] = function (...what) {
      const request = real.apply(this, what);
      if (!window.held || this.objectStore.transaction.mode !== "readonly") return request;
      const late = {};
      request.onsuccess = () => window.held.push(() => { late.result = request.result; late.onsuccess(); });
      return late;
    };
  }
}"""
HOLDS = "() => window.held.length > 0"
GO_ON = "() => window.held.splice(0).forEach(each => each())"
FREE = "() => { const held = window.held; window.held = null; held.forEach(each => each()); }"
WRITE_DOWN = """() => {
  const line = document.querySelector("[data-kept]");
  window.said = [];
  new MutationObserver(() => window.said.push(line.innerText)).observe(line, { childList: true });
}"""
SENT = "() => window.said.some(line => line.startsWith('Sending'))"


@pytest.fixture
def slow(tablet):
    """Sam's tablet, with all received, a memory that waits to be told, and everything said written down."""
    tablet.says(RECEIVED)
    tablet.page.evaluate(SLOW_MEMORY)
    tablet.page.evaluate(WRITE_DOWN)
    return tablet


def test_an_old_reading_is_not_told_after_a_change(slow, survey):
    slow.page.evaluate("dispatchEvent(new Event('online'))")  # it asks the portal how it stands
    slow.page.wait_for_function(HOLDS)
    slow.page.evaluate(GO_ON)
    slow.page.wait_for_function(HOLDS)  # about to say that all is received
    slow.card().get_by_text("Partially met").click()
    slow.page.evaluate(FREE)
    slow.page.wait_for_function(SENT)
    slow.says(RECEIVED)

    words = [line.split(" ")[0] for line in slow.page.evaluate("window.said")]
    assert words.index("Received") > words.index("Sending")
    assert first(survey).rating == "partially_met"


def test_what_is_chosen_while_the_last_choice_is_told_is_kept_too(slow, survey):
    slow.card().get_by_text("Partially met").click()
    slow.page.wait_for_function(HOLDS)  # kept, and about to say so
    slow.card(1).get_by_text("Not met").click()
    slow.page.evaluate(FREE)
    slow.page.wait_for_function(SENT)
    slow.says(RECEIVED)

    assert sorted(each.rating for each in survey.findings() if each.rating) == ["not_met", "partially_met"]
