// Keeps what is typed: on the server as it is typed, and on this device while the server cannot be reached.
// Every page works without this file, with "Save and continue".
(() => {
  "use strict";

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-autosave-status]");
  const revision = form.elements.revision;
  const kept = `qcp:${form.dataset.user}:${location.pathname}`;
  const skipped = new Set(["csrfmiddlewaretoken", "form_key", "revision", "clashes", "go", "later"]);
  const PAUSE = 900;
  const RETRY = 10000;
  const SAVING = "Saving …";
  const PATIENCE = 3000; // how long pressing a button waits for a save that is on its way
  let sent = values();
  let timer = null;
  let busy = false;
  let idle = Promise.resolve();
  let submitted = false;
  let said = "";
  let settled = ""; // what was last true of everything that stands on the page

  function values() {
    const found = {};
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || field.name.startsWith("keep-") || field.type === "file") continue;
      const ticked = field.type !== "radio" && field.type !== "checkbox" ? true : field.checked;
      found[field.name] = found[field.name] || [];
      if (ticked) found[field.name].push(field.value);
    }
    return Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list.join(",")]));
  }

  function changed() {
    const now = values();
    return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== sent[name]));
  }

  const isUnsaved = () => Object.keys(changed()).length > 0;

  function say(text) {
    if (text !== said) status.textContent = said = text;
  }

  function tryAgain() {
    say("Not saved yet - trying again");
    timer = setTimeout(save, RETRY);
  }

  function keepHere(typed, submitted = false) {
    try {
      localStorage.setItem(kept, JSON.stringify({ typed, submitted, revision: Number(revision.value || 0) }));
    } catch {
      say("This device cannot keep your answers. Press “Save and come back later”.");
    }
  }

  async function save({ leaving = false } = {}) {
    clearTimeout(timer);
    const typed = changed();
    if (!Object.keys(typed).length && said === SAVING && !busy) say(settled); // it was typed back
    if (!Object.keys(typed).length || (busy && !leaving)) return;
    busy = true;
    timer = null;
    let free;
    idle = new Promise((resolve) => { free = resolve; });
    keepHere(typed);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        keepalive: leaving,
        credentials: "same-origin",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ user: form.dataset.user, topic: form.dataset.topic, revision: Number(revision.value || 0), values: typed }),
      });
      if (answer.status === 401 || answer.type === "opaqueredirect" || answer.status === 403) {
        say("You were signed out; your answers are kept on this device until you sign in.");
        return;
      }
      const reply = await answer.json();
      if (answer.ok) accept(typed, reply);
      else if (answer.status === 409) say(reply.message);
      else tryAgain();
    } catch {
      tryAgain();
    } finally {
      busy = false;
      free();
      if (said === SAVING && isUnsaved()) timer = setTimeout(save, PAUSE);
    }
  }

  function accept(typed, reply) {
    const clashes = new Set(reply.clashes);
    for (const name of Object.keys(typed)) if (!clashes.has(name)) sent[name] = typed[name];
    if (clashes.size) {
      say("Somebody else answered this while you typed. Press “Save and continue” to choose.");
      return;
    }
    revision.value = reply.revision;
    show(reply.live);
    localStorage.removeItem(kept);
    settled = `Saved ${reply.saved}`;
    say(isUnsaved() ? SAVING : settled); // more may have been typed meanwhile
  }

  // What the answers decide, as the server words it; what was open for reading stays open.
  function show(html) {
    const place = document.querySelector("[data-autosave-live]");
    if (!place || html === undefined) return;
    const open = [...place.querySelectorAll("details")].map((each) => each.open);
    place.innerHTML = html;
    place.querySelectorAll("details").forEach((each, number) => { each.open = Boolean(open[number]); });
  }

  // What the server did not get last time comes back into the page, on top of what it was based on.
  function restore() {
    let left;
    try {
      left = JSON.parse(localStorage.getItem(kept) || "null");
    } catch {
      left = null;
    }
    const arrived = left && left.submitted && Number(revision.value || 0) > left.revision;
    const same = left && Object.entries(left.typed).every(([name, value]) => sent[name] === value);
    if (!left || arrived || same) {
      localStorage.removeItem(kept);
      return;
    }
    for (const field of form.elements) {
      if (!(field.name in left.typed)) continue;
      const parts = left.typed[field.name].split(",");
      if (field.type === "radio" || field.type === "checkbox") field.checked = parts.includes(field.value);
      else field.value = left.typed[field.name];
    }
    revision.value = Math.min(Number(revision.value || 0), left.revision);
    save();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (isUnsaved()) say(SAVING);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("change", () => save());
  // A save on its way raises the revision; the page must know it, or its own answers would seem somebody else's.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy && !submitted) {
      event.preventDefault();
      submitted = true;
      const waited = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
      Promise.race([idle, waited]).then(() => form.requestSubmit(event.submitter));
      return;
    }
    submitted = true;
    clearTimeout(timer);
    keepHere(changed(), true);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !submitted) save({ leaving: true });
  });
  window.addEventListener("pagehide", () => {
    if (!submitted) save({ leaving: true });
  });
  window.addEventListener("pageshow", () => { submitted = false; });
  restore();
})();
