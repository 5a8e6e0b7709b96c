/* Changes that the portal does not take: each by itself, with the reason, to be changed, saved or dropped. */

import { cardOf } from "./card.js";

export function tellRefused(refused, drop, keep) {
  const place = document.querySelector("[data-refused]");
  place.replaceChildren(...refused.map((each) => {
    const line = document.createElement("li"), text = document.createElement("p"), button = document.createElement("button");
    text.textContent = "Not taken: “" + (Array.isArray(each.value) ? each.value.join(", ") : each.value) + "”. " + each.problem;
    button.type = "button";
    button.className = "button button--second";
    button.textContent = "Drop this change";
    button.addEventListener("click", () => drop(each.op_id));
    line.append(text, button, " ", beside("Save this change as a file", () => keep(each)));
    const control = controlOf(each);
    if (control) line.append(" ", beside("Change it", () => control.focus()));
    return line;
  }));
  place.hidden = !refused.length;
}

function beside(words, act) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--second", textContent: words });
  button.addEventListener("click", act);
  return button;
}

/* Where it was written, if that is on this page: what is typed there is a new change, and the old one can be dropped. */
function controlOf({ finding, field }) {
  const card = cardOf(finding, field);
  return card && card.querySelector(`[name="${card.dataset.card}-${field}"]`);
}
