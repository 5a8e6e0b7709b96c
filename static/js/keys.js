// Keys for whoever works through lists: j and k go down and up, o opens, [ and ] go to the case before and after,
// / searches, ? tells all this. They can be switched off (WCAG 2.1.4), and every page works without them.
(() => {
  "use strict";
  const OFF = "keys-off";
  const VIEW = "keys-view";
  const opener = document.querySelector("[data-keys]");
  if (!opener) return;

  const rows = [...document.querySelectorAll("[data-rows] > li, #result_list tbody tr")];
  const linkOf = (row) => row.querySelector("th a[href], a[href]");
  const kept = (store, key) => { try { return store.getItem(key); } catch { return null; } };
  const keep = (store, key, value) => { try { store.setItem(key, value); } catch { /* without it the keys still go */ } };
  const on = () => kept(localStorage, OFF) !== "1";
  let at = -1;

  const go = (step) => {
    if (!rows.length) return;
    if (at >= 0) rows[at].classList.remove("is-at");
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    rows[at].classList.add("is-at");
    rows[at].scrollIntoView({ block: "nearest" });
    linkOf(rows[at])?.focus();
  };

  const remember = () => {
    const view = rows.map((row) => linkOf(row)?.getAttribute("href")).filter(Boolean);
    keep(sessionStorage, VIEW, JSON.stringify(view));
  };
  for (const row of rows) row.addEventListener("click", (event) => event.target.closest("a[href]") && remember());

  const neighbour = (step) => {
    const view = JSON.parse(kept(sessionStorage, VIEW) || "[]").map((href) => href.split("?")[0]);
    const here = view.indexOf(location.pathname);
    const next = here < 0 ? undefined : view[here + step];
    if (next) location.assign(next);
  };

  const KEYS = {
    j: ["The next row", () => go(1)],
    k: ["The row before", () => go(-1)],
    o: ["Open the row", () => { if (at >= 0) { remember(); linkOf(rows[at])?.click(); } }],
    "[": ["The case before this one in the list you came from", () => neighbour(-1)],
    "]": ["The case after this one", () => neighbour(1)],
    "/": ["Search", () => document.querySelector("#searchbar, input[type=search]")?.focus()],
    "?": ["This help", () => show()],
  };

  const help = document.createElement("dialog");
  help.className = "keys-help";
  help.setAttribute("aria-labelledby", "keys-title");
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Keys";
  const list = document.createElement("ul");
  for (const [key, [words]] of Object.entries(KEYS)) {
    const line = document.createElement("li");
    const mark = document.createElement("kbd");
    mark.textContent = key;
    line.append(mark, ` ${words}`);
    list.append(line);
  }
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = on();
  box.addEventListener("change", () => keep(localStorage, OFF, box.checked ? "0" : "1"));
  label.append(box, " Single keys do this in my browser");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => help.close());
  const last = document.createElement("p");
  last.append(close);
  help.append(title, list, label, last);
  document.body.append(help);
  const show = () => help.showModal();
  opener.hidden = false;
  opener.addEventListener("click", show);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!on() || typing || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const known = KEYS[event.key];
    if (!known) return;
    event.preventDefault();
    known[1]();
  });
})();
