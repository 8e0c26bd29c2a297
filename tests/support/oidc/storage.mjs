// What the provider remembers. It outlives a change of keys, and tests may look in and turn clocks.

const stored = new Map();

const now = () => Math.floor(Date.now() / 1000);

/** One kind of thing: codes, tokens, sessions. The methods are those that oidc-provider asks for. */
export class Shelf {
  constructor(kind) {
    this.kind = kind;
  }

  upsert(id, payload) {
    stored.set(`${this.kind}:${id}`, payload);
  }

  find(id) {
    return stored.get(`${this.kind}:${id}`);
  }

  findByUid(uid) {
    return this.#whose((payload) => payload.uid === uid);
  }

  findByUserCode(userCode) {
    return this.#whose((payload) => payload.userCode === userCode);
  }

  consume(id) {
    this.find(id).consumed = now();
  }

  destroy(id) {
    stored.delete(`${this.kind}:${id}`);
  }

  revokeByGrantId(grantId) {
    for (const [key, payload] of stored) {
      if (key.startsWith(`${this.kind}:`) && payload.grantId === grantId) stored.delete(key);
    }
  }

  /** Makes it a second too old. */
  expire(id) {
    this.find(id).exp = now() - 1;
  }

  count(holds) {
    return this.#all().filter(holds).length;
  }

  #whose(holds) {
    return this.#all().find(holds);
  }

  #all() {
    const kept = [...stored].filter(([key]) => key.startsWith(`${this.kind}:`));
    return kept.map(([, payload]) => payload);
  }
}
