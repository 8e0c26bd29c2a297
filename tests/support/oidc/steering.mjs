// What a test may do to the provider beyond what any client may.

import { errors } from 'oidc-provider';
import { askedAcr } from './interactions.mjs';
import { USUAL_ACR, grantTo } from './provider.mjs';
import { Shelf } from './storage.mjs';

/** Commands by name; each takes an object and gives what is told back. */
export const steering = (site) => ({
  sessions: ({ number }) => site.sessionsOf(number),
  exchanges: () => site.exchanges.done,
  fault: (fault) => site.exchanges.order(fault),
  approve_push: ({ auth_req_id, acr }) => approve(site.provider, auth_req_id, acr),
  refuse_push: ({ auth_req_id }) => refuse(site.provider, auth_req_id),
  answer_login: (fields) => { site.phone.answers.push(new URLSearchParams(fields)); },
  expire_code: ({ user_code }) => expireCode(user_code),
  expire_push: ({ auth_req_id }) => new Shelf('BackchannelAuthenticationRequest').expire(auth_req_id),
  lives: ({ token }) => lives(site.provider, token),
  rotate_keys: ({ keep_old }) => site.rotateKeys(keep_old),
  vanish: () => site.vanish(),
  come_back: () => site.comeBack(),
});

async function approve(provider, id, acr) {
  const request = await provider.BackchannelAuthenticationRequest.find(id);
  const grant = await grantTo(provider, request.clientId, request.accountId, request.scope);
  await provider.backchannelResult(request, grant, {
    acr: acr ?? askedAcr(request.params) ?? USUAL_ACR,
    amr: ['pop'],
    authTime: Math.floor(Date.now() / 1000),
  });
}

function refuse(provider, id) {
  return provider.backchannelResult(id, new errors.AccessDenied('refused on the phone'));
}

function expireCode(userCode) {
  const codes = new Shelf('DeviceCode');
  codes.expire(codes.findByUserCode(userCode.replaceAll('-', '')).jti);
}

async function lives(provider, token) {
  const found = await provider.AccessToken.find(token) ?? await provider.RefreshToken.find(token);
  return found !== undefined;
}
