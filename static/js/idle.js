// Says five minutes before the end of an unused session that it will end. Typing counts as use; nothing else asks by itself.
(() => {
  "use strict";

  const dialog = document.querySelector("dialog[data-idle]");
  if (!dialog) return;
  const LIMIT = dialog.dataset.idle * 1000, WARN = 300000, PULSE = 60000, KEY = "qcp-used";
  const text = dialog.querySelector("[data-idle-text]"), stay = dialog.querySelector("[data-idle-stay]");
  const again = dialog.querySelector("[data-idle-again]");
  let back = null, over = false, asking = false;

  // Another tab of the same person may have been used later than this one.
  const used = (now) => {
    try {
      if (now) localStorage.setItem(KEY, now);
      return Math.max(Number(localStorage.getItem(KEY)), mine);
    } catch {
      return mine;
    }
  };
  let mine = Date.now();
  used(mine);

  const tell = async () => {
    const answer = await fetch(dialog.dataset.alive, { headers: { accept: "text/plain" }, redirect: "manual" }).catch(() => null);
    if (answer && answer.status === 204) {
      mine = Date.now();
      used(mine);
      over = false;
    } else if (answer) {
      end();
    }
    return !over;
  };

  const end = () => {
    over = true;
    text.textContent = dialog.dataset.over;
    stay.hidden = true;
    again.hidden = false;
    show();
  };

  const show = () => {
    if (dialog.open) return;
    back = document.activeElement;
    dialog.showModal();
    (over ? again : stay).focus();
  };

  const close = () => {
    dialog.close();
    if (back) back.focus();
  };

  stay.addEventListener("click", async () => (await tell()) && close());
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay.click();
  });
  again.addEventListener("click", close);

  document.addEventListener("input", () => {
    if (!asking && !dialog.open && Date.now() - used() > PULSE) {
      asking = true;
      tell().finally(() => (asking = false));
    }
  });

  setInterval(() => {
    const left = LIMIT - (Date.now() - used());
    if (over) return;
    if (left <= 0) end();
    else if (left <= WARN) show();
    else if (dialog.open) close();
  }, 5000);
})();
