// What can be read of a page without pressing anything. Returns sentences about what is wrong, its links, and a mark of
// its make: two pages of one make are built of the same kinds of pieces.
({ width, desk }) => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  const named = (e) => e.outerHTML.slice(0, 100);
  const root = document.documentElement;

  if (!desk && all("h1").length !== 1) wrong.push(`${all("h1").length} main headings`);
  if (root.scrollWidth > width) wrong.push(`${root.scrollWidth} pixels wide`);
  if (!document.title.trim()) wrong.push("no title");

  // 1.3.5: a field about the reader says what it is for, one about somebody else says "off"
  for (const e of all("input[type=email], input[type=tel], input[type=password], input[name*=code][inputmode]"))
    if (seen(e) && !e.autocomplete) wrong.push(`no autocomplete: ${named(e)}`);
  // 3.3.8: what one has copied can be pasted
  for (const e of all("input:not([type=file], [type=hidden]), textarea"))
    if (!e.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true }))) wrong.push(`takes nothing pasted: ${named(e)}`);
  // 2.1.4: no key of its own on a control; those of the lists can be switched off
  for (const e of all("[accesskey]")) wrong.push(`a key of its own: ${named(e)}`);
  // 1.4.13: nothing that only hovering shows
  if (!desk) for (const e of all("main [title]:not(iframe):not(abbr)"))
    if (!e.textContent.includes(e.title)) wrong.push(`only on hovering: ${named(e)}`);
  // 2.4.6: every heading says something, and none is left out on the way down
  const headings = all("main :is(h1, h2, h3, h4)").filter(seen);
  for (const [at, e] of headings.entries()) {
    if (!e.textContent.trim()) wrong.push(`an empty heading: ${named(e)}`);
    if (!desk && at && e.localName[1] - headings[at - 1].localName[1] > 1) wrong.push(`a level left out: ${named(e)}`);
  }
  // 2.5.3: what one reads on a control is in its name
  const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  for (const e of all("main :is(a[href], button, summary)[aria-label]"))
    if (!plain(e.ariaLabel).includes(plain(e.innerText))) wrong.push(`named otherwise than it reads: ${named(e)}`);
  for (const e of all("main :is(input, select, textarea)[aria-label]")) {
    const label = e.labels?.[0];
    if (label && seen(label) && !plain(e.ariaLabel).includes(plain(label.innerText))) wrong.push(`named otherwise than it reads: ${named(e)}`);
  }
  // 2.5.7: nothing has to be dragged; 2.4.3: the order is that of the page
  for (const e of all("[draggable=true], [ondragstart]")) wrong.push(`dragged: ${named(e)}`);
  for (const e of all("[tabindex]")) if (e.tabIndex > 0) wrong.push(`out of order: ${named(e)}`);
  // 2.1.1: what is pressed is reached
  for (const e of all("[onclick], [role=button], [role=link]"))
    if (seen(e) && e.tabIndex < 0) wrong.push(`no key reaches ${named(e)}`);

  // 2.4.7 and 2.4.11: what has the focus shows a ring and is in sight
  const stops = all("main a[href], main button, main input, main select, main textarea, main summary, main [tabindex='0']");
  for (const e of desk ? [] : stops) {
    if (e.type === "hidden" || e.disabled || !seen(e)) continue;
    e.focus({ focusVisible: true });
    if (document.activeElement !== e) { wrong.push(`takes no focus: ${named(e)}`); continue; }
    const style = getComputedStyle(e);
    if (style.outlineStyle === "none" && style.boxShadow === "none") wrong.push(`no ring: ${named(e)}`);
    const box = e.getClientRects()[0];
    if (!box || e.matches("[type=radio], [type=checkbox], [type=file]")) continue;
    const tall = box.height > innerHeight;
    const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + (tall ? 20 : box.height / 2));
    if (top && !tall && !e.contains(top) && !top.contains(e)) wrong.push(`hidden under ${named(top)}: ${named(e)}`);
  }
  document.activeElement?.blur();
  scrollTo(0, 0);

  const kinds = new Set(all("body *").map((e) => `${e.localName}.${[...e.classList].sort().join(".")}.${e.getAttribute("role") ?? ""}`));
  return {
    wrong,
    make: [...kinds].sort().join(" "),
    frame: all("header.band nav a, footer a").map((e) => e.childNodes[0].textContent.trim()).join(", "),
    links: all("a[href^='/']").map((e) => e.getAttribute("href").split("#")[0]),
  };
}
