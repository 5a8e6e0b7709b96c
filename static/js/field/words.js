/* The line that says how it stands: a word or two for the state, then a sentence. */

const WORDS = { kept: "On this tablet", sending: "Sending", needs: "Needs you" };

export const changes = (count) => (count === 1 ? "1 change" : count + " changes");

/* The hour as it is written here: 14:02, or 2:02 PM. */
export const hour = (moment) => moment.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

export const received = (moment) => "Received " + hour(moment);

/* more: the words and the address of a link. */
export function say(kind, sentence, more = null) {
  const line = document.querySelector("[data-kept]"), state = document.createElement("strong"), rest = document.createElement("span");
  state.textContent = WORDS[kind] || kind;
  state.className = "field-state field-state--" + (WORDS[kind] ? kind : "received");
  rest.textContent = sentence;
  line.replaceChildren(state, " ", rest);
  if (more) line.append(" ", Object.assign(document.createElement("a"), { textContent: more[0], href: more[1] }));
}

/* How long until the next try, in words that do not have to be corrected every second. */
export function soon(pause) {
  if (pause < 10000) return "in a few seconds";
  return pause < 60000 ? "within a minute" : "in about " + Math.ceil(pause / 60000) + " minutes";
}
