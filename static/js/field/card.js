/* One finding on the page: what stands in its fields, what was last told of them, and how far it is. */

import { gaps } from "./gaps.js";

const FIELDS = ["rating", "methods", "notes", "commendation", "reason", "observed_at", "closure"];
const TWO = "Two answers stand beside each other: choose one.";
const TOLD = new WeakMap(); // card -> field -> what the page last took for its value: as it came, as kept, or as shown

export const cards = () => [...document.querySelectorAll("[data-card]")];
export const cardOf = (finding, field) => [...document.querySelectorAll(`[data-finding="${finding}"]`)].find((card) => fields(card).includes(field));
export const place = (card, field) => card.dataset.finding + field;

/* A finding's own fields, or those that the card names: data-fields="chart-1 chart-2". */
export function fields(card) { return (card.dataset.fields?.split(" ") || FIELDS).filter((field) => controls(card, field).length); }

export function fieldOf(card, control) {
  return fields(card).find((name) => control.name === card.dataset.card + "-" + name);
}

export function revisions(card) { return JSON.parse(card.dataset.revisions); }

export function raise(card, field, revision) {
  const now = revisions(card);
  card.dataset.revisions = JSON.stringify({ ...now, [field]: Math.max(now[field] || 0, revision) });
}

function controls(card, field) { return [...card.querySelectorAll(`[name="${card.dataset.card}-${field}"]`)]; }

export function shown(card, field) { return standing(controls(card, field), (each) => each.checked, (each) => each.value); }

function standing(all, isChosen, text) {
  const chosen = all.filter(isChosen).map((each) => each.value);
  if (all[0].type === "checkbox") return chosen.sort();
  return all[0].type === "radio" ? chosen[0] || "" : text(all[0]).trim();
}

export function show(card, field, value) {
  tell(card, field, value);
  if (JSON.stringify(shown(card, field)) === JSON.stringify(value)) return;
  for (const control of controls(card, field)) {
    if (!["radio", "checkbox"].includes(control.type)) control.value = value;
    else control.checked = Array.isArray(value) ? value.includes(control.value) : control.value === value;
  }
}

/* Does something stand there that the page was not told of? A tool filled it in, or somebody was quicker than the script. */
export function isUntold(card, field) { return JSON.stringify(shown(card, field)) !== told(card, field); }
export function tell(card, field, value) { TOLD.set(card, { ...TOLD.get(card), [field]: JSON.stringify(value) }); }
function told(card, field) { return TOLD.get(card)?.[field] ?? came(card, field); }

function came(card, field) {
  return JSON.stringify(standing(controls(card, field), (each) => each.defaultChecked, (each) => each.defaultValue));
}

/* What is still missing, told as soon as something was touched; two answers of one field until one is chosen. */
export function judge(card, rules) {
  if (card.dataset.fields) return; // a part of a finding
  const values = Object.fromEntries(fields(card).map((field) => [field, shown(card, field)]));
  const touched = fields(card).some((field) => String(values[field]));
  const line = card.querySelector("[data-gaps]");
  const clash = Boolean(card.dataset.clash || card.querySelector("[data-two-answers]"));
  const missing = [...(clash ? [TWO] : []), ...gaps(values, rules)];
  line.textContent = touched || clash ? missing.join(" ") || "Complete." : "";
  card.classList.toggle("field-card--done", touched && !missing.length);
}

/* Words only: "On this tablet", "Sending", "Received 14:02", "Needs you". */
export function state(card, words) {
  const line = card?.querySelector("[data-card-state]");
  if (line) line.textContent = words;
}
