/**
 * Why a controller could not be asked, in a word for whoever runs the gateway. Never carries a name, a password, or what
 * the server or a library said: those may quote what was sent.
 */
export const LDAP_FAILURES = [
  /** Nobody listens there. */
  'refused',
  'timeout',
  'unreachable',
  'name-unknown',
  /** Not signed by the pinned authority, or past its date. */
  'certificate',
  /** A certificate of the pinned authority, but another host's. */
  'host-name',
  'tls',
  /** The controller, or somebody in between, did not take the connection into TLS. */
  'start-tls',
  /** The connection ended before the answer. */
  'closed',
  /** The service account was not let in, or its secret cannot be had. */
  'service-account',
  /** All connections stayed in use. */
  'busy',
  /** The controller answered, but not what was asked. */
  'answer',
] as const;
export type LdapFailureCause = (typeof LDAP_FAILURES)[number];

export class LdapFailure extends Error {
  readonly why: LdapFailureCause;
  /** LDAP result code (RFC 4511) where the controller gave one. */
  readonly resultCode: number | null;

  constructor(why: LdapFailureCause, resultCode: number | null = null) {
    super(`the controller cannot be asked: ${why}${resultCode === null ? '' : ` (${resultCode})`}`);
    this.name = 'LdapFailure';
    this.why = why;
    this.resultCode = resultCode;
  }
}

const BY_CODE: ReadonlyMap<string, LdapFailureCause> = new Map([
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['ENOTFOUND', 'name-unknown'],
  ['EAI_AGAIN', 'name-unknown'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'host-name'],
  ['ECONNRESET', 'closed'],
  ['EPIPE', 'closed'],
]);

/** Of an error of the connection or of TLS, by its code alone. */
export const connectionFailure = (error: unknown): LdapFailure => {
  if (error instanceof LdapFailure) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_CODE.get(code);
  if (known !== undefined) return new LdapFailure(known);
  if (/^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE)/.test(code)) {
    return new LdapFailure('certificate');
  }
  return new LdapFailure(/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code) ? 'tls' : 'unreachable');
};
