// What the doctor sees in a browser, on her phone or at the kiosk. Nothing is fetched from elsewhere.

export const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export const page = (title, content, head = '') => `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>${escaped(title)}</title>${head}</head>
<body><h1>${escaped(title)}</h1>${content}</body></html>`;

const button = (form, label, more = '') => `<button form="${form}" ${more}>${label}</button>`;

/** Where the user code is typed, unless the address brings it along. */
export function userCodeInputSource(ctx, form, _out, error) {
  const complaint = error ? `<p>${escaped(error.name)}</p>` : '';
  ctx.body = page('Connecter un appareil', complaint + form + button('op.deviceInputForm', 'Suite'));
}

export function userCodeConfirmSource(ctx, form, client, _info, userCode) {
  const question = `<p>${escaped(client.clientId)} affiche-t-il ${escaped(userCode)} ?</p>`;
  ctx.body = page('Confirmer', question + form + button('op.deviceConfirmForm', 'Oui'));
}

export function successSource(ctx) {
  ctx.body = page('Appareil connecté', '');
}

/** The page sends itself for an ID token of whoever is signed in here, and asks all others (§2). */
export function logoutSource(ctx, form) {
  if (ctx.oidc.entities.IdTokenHint?.payload.sub !== ctx.oidc.session.accountId) {
    const yes = button('op.logoutForm', 'Oui', 'name="logout" value="yes"');
    ctx.body = page('Se déconnecter ?', form + yes);
    return;
  }
  const yes = '<input type="hidden" form="op.logoutForm" name="logout" value="yes">';
  const send = '<script>document.forms[0].submit()</script>';
  ctx.set('Content-Security-Policy', "script-src 'unsafe-inline'");
  ctx.body = page('Déconnexion', form + yes + send);
}

export function postLogoutSuccessSource(ctx) {
  ctx.body = page('Vous êtes déconnecté', '');
}

export function renderError(ctx, out) {
  ctx.type = 'html';
  ctx.body = page('Erreur', `<p>${escaped(out.error)}: ${escaped(out.error_description)}</p>`);
}

export function login(people) {
  const choices = people.map(({ number, given_name, family_name }) =>
    `<button name="number" value="${escaped(number)}">
      ${escaped(given_name)} ${escaped(family_name)}</button>`);
  const refusal = '<button name="refuse" value="yes">Refuser</button>';
  const waits = '<meta http-equiv="refresh" content="1">';
  return page('e-CPS', `<form method="post">${choices.join('')}${refusal}</form>`, waits);
}
