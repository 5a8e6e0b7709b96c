"""A robot surveys on two tablets at once while their networks and the portal come and go.

It writes down by itself what each tablet said it has, and whether the other one's word stood there when it wrote.
In the end the portal has every such input exactly once, and each true clash is shown once.
"""

import random
from collections import Counter
from dataclasses import dataclass

from surveys.models import Operation
from surveys.states import Rating

FIELDS = ("rating", "notes", "commendation")
RATINGS = (Rating.MET, Rating.PARTIALLY_MET, Rating.NOT_MET)
WRITE = """([finding, field, words, ratings]) => {
    const card = [...document.querySelectorAll('[data-card]')].find(each => each.dataset.finding === finding);
    const name = `[name="${card.dataset.card}-${field}"]`;
    card.querySelector('[data-card-state]').textContent = '';
    if (field === 'rating') {
        const before = card.querySelector(name + ':checked')?.value || '';
        const value = ratings.find(each => each !== before);
        card.querySelector(`${name}[value="${value}"]`).click();
        return [before, value];
    }
    const box = card.querySelector(name), before = box.value;
    box.value = words;
    box.dispatchEvent(new Event('input', {bubbles: true}));
    return [before, words]; }"""
SAID = """finding => [...document.querySelectorAll('[data-card]')].find(each => each.dataset.finding === finding)
    .querySelector('[data-card-state]').textContent !== ''"""
LEFT = """async () => {
    const { name } = (await indexedDB.databases()).find(each => each.name.startsWith('qcp-field-'));
    const database = await new Promise(done => {
        const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
    const left = await new Promise(done => {
        const asked = database.transaction('operations').objectStore('operations').count();
        asked.onsuccess = () => done(asked.result); });
    database.close();
    return left; }"""
CLASHES = """() => [...document.querySelectorAll('[data-two-answers]')]
    .map(each => each.closest('[data-card]').dataset.finding)"""


@dataclass(frozen=True)
class Input:
    """What a tablet said it has. seen: what stood there when it was written."""

    tablet: str
    finding: str
    field: str
    value: str
    seen: str


class Robot:
    """tablets: name -> (context, page) with a session. portal: `stop()` and `start()`, as rudely as may be."""

    def __init__(self, survey, tablets: dict, address: str, portal, seed: int = 4):
        self.survey, self.tablets, self.address, self.portal = survey, tablets, address, portal
        self.dice, self.inputs, self.cuts, self.stops = random.Random(seed), [], 0, 0
        self.online, self.here, self.is_up = dict.fromkeys(tablets, True), {}, True
        self.places = {str(each.pk): each for each in survey.findings()}

    def run(self, cuts: int, stops: int) -> tuple[int, int]:
        """How many inputs are with the portal as they should, of how many."""
        todo, every = self.todo(cuts), 0
        for number, (name, finding) in enumerate(todo):
            if self.cuts < cuts or not self.online[name]:
                self.switch(name)
            every = every or max(4, len(todo) // (stops + 1))
            if self.stops < stops and self.is_up and number % every == every // 2:
                self.stop()
            elif not self.is_up and number % every == every // 2 + 3:
                self.start()
            self.write(name, finding)
        self.come_home()
        return self.judged()

    def todo(self, cuts: int) -> list:
        """Every item is written on one tablet, and so many on both that there is an input for each switch."""
        both = [(name, finding) for name in self.tablets for finding in self.places]
        self.dice.shuffle(both)
        first, again, done = [], [], set()
        for name, finding in both:
            (again if finding in done else first).append((name, finding))
            done.add(finding)
        todo = first + again[: max(len(first) // 3, 2 * cuts - len(first))]
        self.dice.shuffle(todo)
        return sorted(todo, key=lambda each: (todo.index(each) // 24, each[0], self.page_of(each[1])))

    def page_of(self, finding: str) -> str:
        place = self.places[finding]
        return f"{self.address}?visit={place.visit_id}&domain={place.standard.domain.number}"

    # --- what happens -----------------------------------------------------------------------------

    def switch(self, name: str) -> None:
        self.online[name] = not self.online[name]
        self.cuts += not self.online[name]
        self.tablets[name][0].set_offline(not self.online[name])

    def stop(self) -> None:
        self.portal.stop()
        self.is_up, self.stops = False, self.stops + 1

    def start(self) -> None:
        self.portal.start()
        self.is_up = True

    def write(self, name: str, finding: str) -> None:
        """The tablet's word for it is waited for; from then on it must never be lost."""
        page, field = self.tablets[name][1], FIELDS[list(self.places).index(finding) % len(FIELDS)]
        if self.here.get(name) != self.page_of(finding):
            page.goto(self.page_of(finding))
            self.here[name] = self.page_of(finding)
        ratings = self.dice.sample(RATINGS, len(RATINGS))
        words = f"Tablet {name}, input {len(self.inputs)}."
        seen, value = page.evaluate(WRITE, [finding, field, words, ratings])
        page.wait_for_function(SAID, arg=finding)
        self.inputs.append(Input(name, finding, field, value, seen))

    def come_home(self) -> None:
        """All is back, and each tablet is opened once more."""
        if not self.is_up:
            self.start()
        for name, (context, page) in self.tablets.items():
            context.set_offline(False)
            self.online[name] = True
            page.goto(self.address)
            while page.evaluate(LEFT):
                page.wait_for_timeout(100)

    # --- how it has to end ------------------------------------------------------------------------

    def judged(self) -> tuple[int, int]:
        lines = self.survey.operations.values_list("finding_id", "field", "value")
        kept = Counter((str(finding), field, value) for finding, field, value in lines)
        wanted = Counter((each.finding, each.field, each.value) for each in self.inputs)
        assert Operation.objects.count() == len(self.inputs), (len(kept), kept - wanted, wanted - kept)
        assert self.shown() == self.expected()
        return sum(kept[each] == times for each, times in wanted.items() for _ in range(times)), len(self.inputs)

    def expected(self) -> Counter:
        """Two that wrote without the other's word before them, and not the same."""
        written: dict[str, list[Input]] = {}
        for each in self.inputs:
            written.setdefault(each.finding, []).append(each)
        clashes = [
            finding
            for finding, both in written.items()
            if not any(each.seen for each in both) and len({each.value for each in both}) > 1
        ]
        return Counter(clashes)

    def shown(self) -> Counter:
        """On every page of the survey, as the surveyor sees it afterwards."""
        _, page = next(iter(self.tablets.values()))
        found: Counter = Counter()
        for address in sorted({self.page_of(finding) for finding in self.places}):
            page.goto(address)
            found.update(page.evaluate(CLASHES))
        return found
