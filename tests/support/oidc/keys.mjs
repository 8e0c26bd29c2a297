// The keys that ID tokens are signed with.

import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';

export class Keys {
  #keys;

  /** pem: the first one, so that its making costs a test no time. */
  constructor(pem) {
    this.#keys = [asJwk(createPrivateKey(pem))];
  }

  /** New ones first: the provider signs with the first that fits. */
  get jwks() {
    return { keys: this.#keys };
  }

  /** The old keys are published as long as tokens live, or not any more. */
  rotate(keepOld) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.#keys = [asJwk(privateKey), ...(keepOld ? this.#keys : [])];
  }
}

function asJwk(key) {
  return { ...key.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}
