/* What this tablet could not send, by another way: as one file that people can read, or sealed to the program office. */

const KIND = "qcp-unsent-work", VERSION = 1;
const LABELS = {
  rating: "Rating", methods: "How you looked", notes: "What you found", commendation: "Commendation",
  reason: "Why it does not apply here", observed_at: "When you saw it",
};

/* The changes as they were written down; nothing of where they stand on this tablet. */
export function documentOf(store, user, survey, lines) {
  const changes = lines.map(({ op_id, finding, field, value, base, seq, client_at, offset_minutes }) =>
    ({ op_id, finding, field, value, base, seq, client_at, offset_minutes }));
  return { kind: KIND, version: VERSION, survey, user, device: store.device, made_at: new Date().toISOString(), changes };
}

/* One page that opens in any browser; inside it, the same as the portal reads it. */
function pageOf(told, lines, name) {
  const rows = lines.map((each) => `<tr><td>${text(name(each.finding))}</td><td>${text(LABELS[each.field] || each.field)}</td><td>${text([each.value].flat().join(", "))}</td><td>${text(each.client_at)}</td><td>${text(each.problem || "")}</td></tr>`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Unsent work</title>
<h1>Unsent work of survey ${text(told.survey)}</h1>
<p>Saved ${text(told.made_at)} from one tablet: ${lines.length} change${lines.length === 1 ? "" : "s"} that the portal had not received. Give this file to the program office as it is; it can be brought in there. Delete it afterwards.</p>
<table border="1"><thead><tr><th>Finding</th><th>Field</th><th>Written</th><th>When, by the tablet's clock</th><th>Why it was not taken</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>
<script type="application/json" id="${KIND}">${JSON.stringify(told).replaceAll("<", "\\u003c")}</script>
</html>`;
}

export function saveAsFile(store, user, survey, lines) {
  save(pageOf(documentOf(store, user, survey, lines), lines, nameOf), survey);
}

/* By its heading, where it is on the page. */
function nameOf(finding) {
  return document.querySelector(`[data-finding="${finding}"] h3`)?.textContent || "Finding " + finding.slice(0, 8);
}

function save(page, survey) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  link.download = `unsent-work-${survey.slice(0, 8)}.html`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/* Sealed, to the office. What its answer names is received, and need not stay here. */
export async function handOver(told, token) {
  const answer = await fetch("/field/hand-over/", {
    method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(told),
  });
  const reply = await answer.json().catch(() => ({ problem: "The portal gave no answer that can be read. Try again." }));
  if (!answer.ok || !reply.received) throw new Error(reply.problem || "The portal did not take it. Try again.");
  return reply.received;
}

function text(words) {
  const place = document.createElement("span");
  place.textContent = words;
  return place.innerHTML;
}
