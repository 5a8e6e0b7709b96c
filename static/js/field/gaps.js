/* What a finding lacks, by the portal's own table, which comes with the page: {ratings, lacks, sentence}, and of some
   {where_asked}: only where the field stands on the card, {contrary}: what it may not say. */

export function gaps(values, rules) {
  return rules
    .filter((rule) => rule.ratings.includes(values.rating) && isBroken(rule, values[rule.lacks]))
    .map(({ sentence }) => sentence);
}

function isBroken({ lacks, where_asked: whereAsked, contrary }, value) {
  if (whereAsked && value === undefined) return false;
  return contrary ? value === contrary : !(lacks && String(value ?? "").trim());
}

/* "3 of 8 rated, 1 needs a note", as the portal counts. findings: id -> values. */
export function progress(total, findings, rules, open) {
  const rated = findings.filter((values) => !open.includes(values.rating ?? "")); // of some only another field was heard
  const noteless = rated.filter((values) => gaps(values, rules).length).length;
  const words = `${rated.length} of ${total} rated`;
  return noteless ? `${words}, ${noteless} need${noteless === 1 ? "s" : ""} a note` : words;
}
