// The login page: whoever pushes a doctor's button is that doctor. Where nobody can push, the page
// waits for a phone.

import { text } from 'node:stream/consumers';
import { login } from './pages.mjs';

/** A Koa middleware: shows the page and takes its answer. */
export function interactions(provider, accounts, usualAcr, phone) {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next();
    const details = await provider.interactionDetails(ctx.req, ctx.res);
    const answer = ctx.method === 'POST'
      ? new URLSearchParams(await text(ctx.req)) : phone.answers.shift();
    if (answer !== undefined) {
      const result = resultOf(answer, accounts, askedAcr(details.params) ?? usualAcr);
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
      ctx.status = 303;
    } else {
      ctx.body = login(accounts.people);
    }
    return undefined;
  };
}

export const askedAcr = (params) => params.acr_values?.split(' ')[0];

function resultOf(answer, accounts, acr) {
  if (answer.has('refuse')) {
    return { error: 'access_denied', error_description: 'refused on the phone' };
  }
  const accountId = accounts.subjectOf(answer.get('number'));
  return { login: { accountId, acr: answer.get('acr') ?? acr, amr: ['pop'] } };
}
