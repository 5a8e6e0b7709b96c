/* Changes that the portal does not take: each by itself, with the reason, to be copied or dropped. */

export function tellRefused(refused, drop) {
  const place = document.querySelector("[data-refused]");
  place.replaceChildren(...refused.map((each) => {
    const line = document.createElement("li"), text = document.createElement("p"), button = document.createElement("button");
    text.textContent = "Not taken: “" + (Array.isArray(each.value) ? each.value.join(", ") : each.value) + "”. " + each.problem;
    button.type = "button";
    button.className = "button button--second";
    button.textContent = "Drop this change";
    button.addEventListener("click", () => drop(each.op_id));
    line.append(text, button);
    return line;
  }));
  place.hidden = !refused.length;
}
