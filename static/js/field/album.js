/* The tablet's memory of photos. What is known of each stands apart from its sealed bytes, which are read one photo at a
   time. One that was taken off stays known until the portal has been told. */

import { asked, done, reach } from "./store.js";

const TABLES = {
  photos: (database) => database.createObjectStore("photos", { keyPath: "op_id" }),
  bytes: (database) => database.createObjectStore("bytes"),
};

export class Album {
  constructor(store) { Object.assign(this, { store, name: store.name.replace("field", "photos"), seq: 0 }); }

  async begin(mode) {
    if (!this.database) this.database = await reach(this.name, () => { this.database = null; }, TABLES);
    return this.database.transaction(["photos", "bytes"], mode, { durability: "strict" });
  }

  async all() { return asked((await this.begin("readonly")).objectStore("photos").getAll()); }

  /* Of one survey, in the order in which they were taken. */
  async waiting(survey) {
    return (await this.all()).filter((each) => each.survey === survey).sort((a, b) => a.seq - b.seq);
  }

  async count(survey) { return (await this.waiting(survey)).filter((each) => !each.problem).length; }

  /* Kept when the memory says so, not before: a full tablet says no only at the end. */
  async keep(survey, finding, file) {
    const bytes = await file.arrayBuffer(), iv = crypto.getRandomValues(new Uint8Array(12)), now = new Date();
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.store.key, bytes), sha256 = await hash(bytes);
    this.seq = Math.max(this.seq + 1, now.getTime());
    const photo = { op_id: crypto.randomUUID(), survey, finding, sha256, size: bytes.byteLength, seq: this.seq,
      client_at: now.toISOString(), offset_minutes: -now.getTimezoneOffset() };
    const writing = await this.begin("readwrite");
    writing.objectStore("photos").put(photo);
    writing.objectStore("bytes").put({ iv, sealed }, photo.op_id);
    await done(writing);
  }

  /* An earlier page kept the bytes with the rest. */
  async bytes(photo) {
    const { iv, sealed } = photo.sealed ? photo : await asked((await this.begin("readonly")).objectStore("bytes").get(photo.op_id));
    return crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.store.key, sealed);
  }

  async mark(op_id, what) {
    const writing = await this.begin("readwrite"), table = writing.objectStore("photos");
    const there = await asked(table.get(op_id));
    if (there) table.put({ ...there, ...what });
    return done(writing);
  }

  async takeOff(survey, op_id) {
    const writing = await this.begin("readwrite");
    writing.objectStore("photos").put({ op_id, survey, isOff: true, seq: 0 });
    writing.objectStore("bytes").delete(op_id);
    return done(writing);
  }

  /* The portal has the whole survey. */
  async forget(survey) { for (const { op_id } of await this.waiting(survey)) await this.drop(op_id); }

  async drop(op_id) {
    const writing = await this.begin("readwrite");
    for (const table of ["photos", "bytes"]) writing.objectStore(table).delete(op_id);
    return done(writing);
  }
}

export async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
