// What was asked and answered, for tests to look at; and faults that tests order.

export class Exchanges {
  #done = [];

  #faults = [];

  get done() {
    return this.#done;
  }

  /** fault: {path, times, kind: "answer"|"hold"|"lose", status, headers, body} */
  order(fault) {
    this.#faults.push({ ...fault });
  }

  /** The outermost Koa middleware. */
  get middleware() {
    return async (ctx, next) => {
      const asked = { path: ctx.path, seconds: performance.now() / 1000 };
      const fault = this.#take(ctx.path);
      if (fault?.kind === 'answer') {
        ctx.status = fault.status;
        ctx.set(fault.headers);
        ctx.body = fault.body;
      } else if (fault?.kind !== 'hold') {
        await next();
      }
      this.#done.push({ ...asked, ...told(ctx) });
      if (fault?.kind === 'hold') ctx.respond = false;
      if (fault?.kind === 'lose') {
        ctx.respond = false;
        ctx.req.socket.destroy();
      }
    };
  }

  #take(path) {
    const fault = this.#faults.find((ordered) => ordered.path === path && ordered.times > 0);
    if (fault) fault.times -= 1;
    return fault;
  }
}

/** The same document under a name of one's own, as Pro Santé Connect has it. */
export async function discovery(ctx, next) {
  if (ctx.path === '/.well-known/wallet-openid-configuration') {
    ctx.path = '/.well-known/openid-configuration';
  }
  await next();
}

/** Adds an interval to the answers that may have one: oidc-provider leaves it out. */
export function pace(interval) {
  return async (ctx, next) => {
    await next();
    if (interval !== null && (ctx.body?.device_code || ctx.body?.auth_req_id)) {
      ctx.body.interval = interval;
    }
  };
}

function told(ctx) {
  const answer = ctx.body && ctx.body.constructor === Object ? ctx.body : {};
  return {
    host: ctx.hostname,
    client_id: ctx.oidc?.client?.clientId ?? null,
    parameters: { ...ctx.query, ...ctx.oidc?.body },
    agent: ctx.get('user-agent'),
    language: ctx.get('accept-language'),
    status: ctx.status,
    error: answer.error ?? null,
    answer: textsOf(answer),
  };
}

const textsOf = (answer) => Object.fromEntries(
  Object.entries(answer).filter(([, value]) => typeof value === 'string'),
);
