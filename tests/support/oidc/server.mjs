// An identity provider for one test. Settings come on standard input as one line of JSON, then
// commands {do, with}; each is answered with one line {done} or {failed}. It ends with its input.

import { createServer } from 'node:https';
import { createInterface } from 'node:readline';
import { Accounts } from './accounts.mjs';
import { Exchanges } from './exchanges.mjs';
import { Keys } from './keys.mjs';
import { makeProvider } from './provider.mjs';
import { steering } from './steering.mjs';
import { Shelf } from './storage.mjs';

// Standard output is for answers alone; the library says things on it.
console.info = console.error;
console.log = console.error;

const HOST = '127.0.0.1';

class Site {
  exchanges = new Exchanges();

  /** What it will say, when a login page asks next. */
  phone = { answers: [] };

  #settings;

  #accounts;

  #keys;

  #answer;

  constructor(settings) {
    this.#settings = settings;
    this.#accounts = new Accounts(settings.accounts);
    this.#keys = new Keys(settings.signing_key);
    this.server = createServer({
      key: settings.server_key,
      cert: settings.server_certificate,
      ca: settings.client_authority,
      requestCert: true,
      rejectUnauthorized: false,
    }, (request, response) => this.#answer(request, response));
  }

  async start() {
    await this.#listen(0);
    this.port = this.server.address().port;
    this.#furnish();
    return this.port;
  }

  /** A provider has its keys for life: another one takes its place, with the same memory. */
  rotateKeys(keepOld) {
    this.#keys.rotate(keepOld);
    this.#furnish();
  }

  /** How many browsers are signed in with this number. */
  sessionsOf(number) {
    const subject = this.#accounts.subjectOf(number);
    return new Shelf('Session').count(({ accountId }) => accountId === subject);
  }

  /** From now on connections are refused. */
  async vanish() {
    const closed = new Promise((resolve) => { this.server.close(resolve); });
    this.server.closeAllConnections();
    await closed;
  }

  comeBack() {
    return this.#listen(this.port);
  }

  #listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, HOST, resolve);
    });
  }

  #furnish() {
    this.provider = makeProvider(`https://${HOST}:${this.port}`, this.#settings, {
      accounts: this.#accounts, keys: this.#keys, exchanges: this.exchanges, phone: this.phone,
    });
    this.provider.on('server_error', (_ctx, error) => console.error(error));
    this.#answer = this.provider.callback();
  }
}

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

let site;
let commands;

async function obey(line) {
  const message = JSON.parse(line);
  if (site === undefined) {
    site = new Site(message);
    commands = steering(site);
    return { port: await site.start() };
  }
  return commands[message.do](message.with);
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    say({ done: await obey(line) ?? null });
  } catch (error) {
    console.error(error);
    say({ failed: String(error) });
  }
}
process.exit();
