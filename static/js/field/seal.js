/* What is written on the tablet is sealed with a key that never leaves this browser and that no script can read. */

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

export function newKey() {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, ENCODER.encode(JSON.stringify(value)));
  return { iv, bytes };
}

export async function unseal(key, sealed) {
  return JSON.parse(DECODER.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.bytes)));
}
