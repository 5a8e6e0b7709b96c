// Asks every three seconds whether the bank has answered, for two minutes, and then leaves it to the person.
(() => {
  "use strict";

  const box = document.querySelector("[data-waiting]");
  if (!box) return;
  const words = box.querySelector("[data-waiting-words]");
  let left = Number(box.dataset.waiting);

  const look = async () => {
    if (document.hidden) return;
    left -= 1;
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } }).catch(() => null);
    if (answer && answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-waiting]");
      if (answer.redirected || !fresh || fresh.dataset.stage !== box.dataset.stage) {
        location.replace(answer.url);
        return;
      }
    }
    if (left <= 0) {
      clearInterval(timer);
      words.textContent = "Still no word from the bank. It may take longer; you are written to when it has come.";
    }
  };
  const timer = setInterval(look, 3000);
})();
