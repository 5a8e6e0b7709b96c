"""The figures of a large survey on a tablet: 300 standards at 3 sites.

`python -m pytest -s tests/browser/measure_tablet.py`. Milliseconds depend on the machine, so what a bare node takes
stands beside them, measured in the same run.
Written to build/bench-tablet.json. Not collected by the suite, which judges no times.
"""

import json
import re
import statistics
from pathlib import Path

import pytest

from surveys.models import Operation
from tests.factories.surveys import a_large_survey, enlist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = Path(__file__).parents[2] / "build" / "bench-tablet.json"
STANDARDS, QUEUED = 300, 5_000
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
BARE = "() => { const began = performance.now(); document.body.append('x'); return performance.now() - began; }"
TAP = """async number => {
    const radio = document.querySelectorAll('[data-card] input[type=radio]')[number];
    const line = radio.closest('[data-card]').querySelector('[data-card-state]');
    line.textContent = '';
    const said = new Promise(done => new MutationObserver(() => done(performance.now()))
        .observe(line, {childList: true}));
    const began = performance.now();
    radio.click();
    return (await said) - began; }"""
QUEUE = """async ([findings, most, user, survey]) => {
    const { open } = await import('/static/js/field/store.js');
    const store = await open(user);
    let number = 0;
    while (number < most) {
        store.leave();
        for (const finding of findings) {
            if (number++ < most) await store.keep(survey, finding, 'notes', 'Note ' + number, 0);
        }
    }
    return store.count(survey); }"""


@pytest.fixture
def survey(sam, olivia, stella):
    enlist(sam)
    return a_large_survey(sam, olivia, stella, standards=STANDARDS)


def test_the_figures_of_a_large_survey(tablet, survey, sam):
    page, figures = tablet.page, {"findings": survey.findings().count()}
    page.set_default_timeout(300_000)
    tablet.until_kept()
    tablet.says(re.compile(r"Received \d"))
    tablet.context.set_offline(True)
    page.goto(f"{tablet.address}?visit={survey.visits.first().pk}&domain=3")
    tablet.says("Offline")
    figures["first paint offline, ms (goal 1500)"] = round(page.evaluate(PAINT))
    taps = [page.evaluate(TAP, number * 5 + number % 2) for number in range(20)]
    figures["tap to kept, ms, median and worst (goal 100)"] = [round(statistics.median(taps)), round(max(taps))]
    figures["a node added to the page, ms"] = round(page.evaluate(BARE), 3)
    ids = [str(pk) for pk in survey.findings().values_list("pk", flat=True)]
    waiting = page.evaluate(QUEUE, [ids, QUEUED, str(sam.pk), str(survey.pk)])
    tablet.context.set_offline(False)
    began = page.evaluate("performance.now()")
    tablet.says(re.compile(r"Received \d"))
    took = (page.evaluate("performance.now()") - began) / 1000
    figures[f"{waiting} changes drained, s (goal 30)"] = round(took, 1)
    session = tablet.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    figures["memory of the page's script, MB (goal 200)"] = round(metrics["JSHeapUsedSize"] / 1e6)
    figures["lines at the portal"] = Operation.objects.count()
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))
    assert figures["lines at the portal"] == waiting
