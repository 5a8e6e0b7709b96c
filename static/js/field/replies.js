/* What an answer of the portal means for what was sent. Anything but a list of receipts means: try again later. */

export const MEANINGS = {
  received: "", // it names what it took
  away: "Offline", // no answer at all
  failing: "The portal does not answer as it should",
  strange: "Something else answers instead of the portal; perhaps this network wants you to sign in",
  long: "This is too much at once",
  token: "The page's token is too old",
  out: "You are signed out",
  closed: "This survey is not open to you any more",
};

const namesReceipts = (told) => Array.isArray(told?.receipts);

/* isReceived: is what was told the answer that was asked for? */
export async function meaning(answer, isReceived = namesReceipts) {
  const after = waitAsked(answer);
  if (answer.type === "opaqueredirect" || answer.status === 401) return { kind: "out", after };
  if (answer.status === 403) return { kind: "token", after };
  if (answer.status === 404) return { kind: "closed", after };
  if (answer.status === 413) return { kind: "long", after };
  const text = await answer.text();
  const told = json(text);
  if (answer.ok && isReceived(told)) return { kind: "received", told, after: 0 };
  if (answer.status === 422 && told) return { kind: "failing", told, after };
  return { kind: answer.ok ? "strange" : "failing", after };
}

function json(text) {
  try { return JSON.parse(text); } catch { return null; }
}

/* Retry-After: seconds, or a date by the portal's clock. */
export function waitAsked(answer) {
  const asked = answer.headers.get("Retry-After");
  if (!asked) return 0;
  if (/^\d+$/.test(asked.trim())) return 1000 * Number(asked);
  const now = Date.parse(answer.headers.get("Date")) || Date.now();
  return Math.max(0, (Date.parse(asked) || now) - now);
}
