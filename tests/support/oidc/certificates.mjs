// Clients that prove themselves by a certificate (RFC 8705). TLS asks for one and demands none.

export const mTLS = {
  enabled: true,
  tlsClientAuth: true,
  certificateBoundAccessTokens: true,
  getCertificate: (ctx) => ctx.socket.getPeerX509Certificate(),
  certificateAuthorized: (ctx) => ctx.socket.authorized,
  certificateSubjectMatches(ctx, property, expected) {
    if (property !== 'tls_client_auth_san_dns') return false;
    const certificate = ctx.socket.getPeerX509Certificate();
    return certificate.checkHost(expected, { subject: 'never', wildcards: false }) === expected;
  },
};
