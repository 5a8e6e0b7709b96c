// Keeps on this device what is typed into a form until it has arrived: a lost session or a closed window loses nothing.
// Pages that save by themselves (autosave.js) and pages without a person signed in are left alone.
(() => {
  "use strict";

  const user = document.currentScript.dataset.user;
  const PREFIX = "qcp-kept:", WEEK = 604800000, PAUSE = 400;
  const SILENT = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);
  const FORMS = "form[method=post]:not([data-autosave]):not([data-forget])";

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key) || "null");
    } catch {
      return null;
    }
  }

  function write(key, entry) {
    try {
      localStorage.setItem(key, JSON.stringify(entry));
    } catch {
      // a device that cannot keep anything: the form works as it would without this file
    }
  }

  function keys(start) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch {
      return [];
    }
  }

  for (const key of keys(PREFIX)) if (Date.now() - ((read(key) || {}).at || 0) > WEEK) localStorage.removeItem(key);

  // Whoever is asked to sign in sent something that did not arrive.
  if (!user) {
    for (const key of keys(PREFIX)) {
      const entry = read(key);
      if (entry && entry.sent) write(key, { ...entry, sent: false });
    }
    return;
  }

  const mine = `${PREFIX}${user}:`;
  const failed = document.title.startsWith("Error: ");
  for (const key of keys(mine)) {
    const entry = read(key);
    if (!entry || !entry.sent) continue;
    if (failed) write(key, { ...entry, sent: false });
    else localStorage.removeItem(key);
  }

  const typed = (form) => [...form.elements].filter((field) => field.name && !SILENT.has(field.type) && field.tagName !== "BUTTON");

  function values(form) {
    const found = {};
    for (const field of typed(form)) {
      const picks = field.type === "radio" || field.type === "checkbox";
      found[field.name] = found[field.name] || [];
      if (!picks || field.checked) found[field.name].push(field.value);
    }
    return found;
  }

  function fill(form, kept) {
    const places = {};
    for (const field of typed(form)) {
      if (!(field.name in kept)) continue;
      const list = kept[field.name];
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = list.includes(field.value);
      } else {
        places[field.name] = places[field.name] || 0;
        if (list[places[field.name]] !== undefined) field.value = list[places[field.name]];
        places[field.name] += 1;
      }
      const details = field.closest("details");
      if (details && field.value && !SILENT.has(field.type)) details.open = details.open || field.tagName === "TEXTAREA";
    }
  }

  function tellOf(form, key, before) {
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = "What you typed here before is back. It has not been sent. ";
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "linklike";
    undo.textContent = "Take it out again";
    undo.addEventListener("click", () => {
      fill(form, before);
      localStorage.removeItem(key);
      note.remove();
    });
    note.append(undo);
    form.prepend(note);
  }

  for (const form of document.querySelectorAll(FORMS)) {
    if (!typed(form).length || form.querySelector("input[type=password]")) continue;
    const key = `${mine}${location.pathname}:${form.getAttribute("action") || ""}`;
    const before = values(form);
    const entry = read(key);
    if (entry && !failed && JSON.stringify(entry.typed) !== JSON.stringify(before)) {
      fill(form, entry.typed);
      if (JSON.stringify(values(form)) === JSON.stringify(before)) localStorage.removeItem(key);
      else tellOf(form, key, before);
    }
    let timer = null;
    const keep = (sent) => {
      clearTimeout(timer);
      write(key, { typed: values(form), sent, at: Date.now() });
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(false), PAUSE);
    });
    form.addEventListener("change", () => keep(false));
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) keep(true);
    });
    window.addEventListener("pagehide", () => {
      if (timer && !(read(key) || {}).sent) keep(false);
    });
  }
})();
