// The certified library, set up as the kiosk may meet it: device grant, CIBA, revocation, logout.

import { Provider, errors } from 'oidc-provider';
import { CLAIMS } from './accounts.mjs';
import { mTLS } from './certificates.mjs';
import { discovery, pace } from './exchanges.mjs';
import { interactions } from './interactions.mjs';
import * as pages from './pages.mjs';
import { Shelf } from './storage.mjs';

export const USUAL_ACR = 'eidas1';

/** settings: see tests/support/identity_provider.py, which sends them. */
export function makeProvider(issuer, settings, { accounts, keys, exchanges, phone }) {
  const provider = new Provider(issuer, {
    ...configuration(settings, accounts, keys),
    discovery: settings.mtls_aliases ? aliases(issuer) : {},
  });
  provider.use(exchanges.middleware);
  provider.use(discovery);
  provider.use(pace(settings.interval));
  provider.use(interactions(provider, accounts, USUAL_ACR, phone));
  return provider;
}

function configuration(settings, accounts, keys) {
  return {
    adapter: Shelf,
    clients: settings.clients,
    jwks: keys.jwks,
    cookies: { keys: ['of no worth'] },
    clockTolerance: 0,
    acrValues: [USUAL_ACR, 'eidas2', 'eidas3'],
    scopes: ['openid', 'offline_access', 'scope_all'],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time', ...CLAIMS] },
    conformIdTokenClaims: false,
    clientAuthMethods: [
      'client_secret_basic', 'client_secret_post', 'none', 'tls_client_auth',
    ],
    extraParams: { channel: checkChannel },
    findAccount: (_ctx, subject) => accounts.find(subject),
    loadExistingGrant: grantAll,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: pages.renderError,
    features: features(accounts),
    ttl: lifetimes(settings.code_seconds),
  };
}

/** Other addresses for clients with a certificate (RFC 8705 §5): the same place by another name. */
function aliases(issuer) {
  const there = issuer.replace('127.0.0.1', 'localhost');
  return {
    mtls_endpoint_aliases: {
      token_endpoint: `${there}/token`,
      revocation_endpoint: `${there}/token/revocation`,
      device_authorization_endpoint: `${there}/device/auth`,
      backchannel_authentication_endpoint: `${there}/backchannel`,
    },
  };
}

function features(accounts) {
  return {
    devInteractions: { enabled: false },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: pages.userCodeInputSource,
      userCodeConfirmSource: pages.userCodeConfirmSource,
      successSource: pages.successSource,
    },
    ciba: {
      enabled: true,
      deliveryModes: ['poll'],
      processLoginHint: (_ctx, number) => accounts.subjectOf(number),
      validateRequestContext() {},
      verifyUserCode() {},
      triggerAuthenticationDevice() {},
    },
    mTLS,
    revocation: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: pages.logoutSource,
      postLogoutSuccessSource: pages.postLogoutSuccessSource,
    },
  };
}

/** Pro Santé Connect's: access tokens live two minutes, refresh tokens half an hour. */
function lifetimes(codeSeconds) {
  return {
    AccessToken: 120,
    IdToken: 120,
    RefreshToken: 1800,
    DeviceCode: codeSeconds,
    BackchannelAuthenticationRequest: codeSeconds,
    AuthorizationCode: 60,
    Grant: 14400,
    Interaction: 600,
    Session: 14400,
  };
}

/** Pro Santé Connect's own parameter of CIBA: by card or by phone. */
function checkChannel(_ctx, channel) {
  if (![undefined, 'CARD', 'MOBILE'].includes(channel)) {
    throw new errors.InvalidRequest('channel must be CARD or MOBILE');
  }
}

/** Nobody is asked for consent: the doctor has confirmed who she is. */
async function grantAll(ctx) {
  const { session, client, provider, params } = ctx.oidc;
  return grantTo(provider, client.clientId, session.accountId, params.scope);
}

export async function grantTo(provider, clientId, accountId, scope) {
  const grant = new provider.Grant({ clientId, accountId });
  grant.addOIDCScope(scope);
  await grant.save();
  return grant;
}
