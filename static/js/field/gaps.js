/* What a finding lacks, by the portal's own table, which comes with the page: {ratings, lacks, sentence}. */

export function gaps(values, rules) {
  return rules
    .filter(({ ratings, lacks }) => ratings.includes(values.rating) && !(lacks && String(values[lacks] ?? "").trim()))
    .map(({ sentence }) => sentence);
}

/* "3 of 8 rated, 1 needs a note", as the portal counts. findings: id -> values. */
export function progress(total, findings, rules, open) {
  const rated = findings.filter((values) => !open.includes(values.rating || ""));
  const noteless = rated.filter((values) => gaps(values, rules).length).length;
  const words = `${rated.length} of ${total} rated`;
  return noteless ? `${words}, ${noteless} need${noteless === 1 ? "s" : ""} a note` : words;
}
