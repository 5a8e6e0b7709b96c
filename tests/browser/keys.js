// What the Tab key should reach on a page, in the order of the page, and what it did reach: asked for once before the
// keys are pressed, and once after. A group of radio buttons is one stop; a day has several stops of its own.
({ before }) => {
  const named = (e) => e.outerHTML.slice(0, 100);
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  const stop = (e) => (e.type === "radio" ? [...document.getElementsByName(e.name)].find((r) => r.form === e.form && seen(r)) : e);
  const selector = "a[href], button, input, select, textarea, summary, iframe, [tabindex='0']";
  const inside = [...document.querySelectorAll(`main :is(${selector})`)];
  const stops = [...new Set(inside.filter((e) => e.type !== "hidden" && !e.disabled && seen(e)).map(stop))];
  const main = document.querySelector("main");

  if (before) {
    window.walked = [];
    document.addEventListener("focusin", ({ target }) => {
      const ring = getComputedStyle(target);
      window.walked.push({ target, inside: main.contains(target), ringed: ring.outlineStyle !== "none" || ring.boxShadow !== "none" });
    });
    main.tabIndex = -1;
    main.focus();
    window.walked.length = 0;
    const parts = inside.filter((e) => ["date", "time"].includes(e.type)).length;
    return stops.length + 3 * parts + 1;
  }

  const end = window.walked.findIndex((each) => !each.inside);
  const reached = end < 0 ? window.walked : window.walked.slice(0, end);
  const places = reached.map(({ target }) => stop(target)).filter((e, at, all) => e !== all[at - 1]);
  const wrong = stops.filter((e) => !places.includes(e)).map((e) => `Tab does not reach ${named(e)}`);
  for (const [at, e] of places.entries()) {
    if (places.indexOf(e) < at) wrong.push(`Tab comes back to ${named(e)}`);
    else if (at && !(places[at - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push(`out of order: ${named(e)}`);
  }
  for (const each of reached) if (!each.ringed) wrong.push(`no ring by Tab: ${named(each.target)}`);
  if (end < 0 && document.querySelector("main ~ footer a[href], footer a[href]")) wrong.push("Tab does not leave the main part");
  return wrong;
}
