/**
 * The keys of the gateway, one per use, all derived from the master key (HKDF-SHA-256, RFC 5869). The master key
 * itself encrypts nothing and leaves this module's caller for nothing else.
 */
import { hkdfSync } from 'node:crypto';

type Use =
  | 'record-store'
  | 'audit-store'
  | 'audit-query-text'
  | 'audit-head'
  | 'vault-half'
  | 'search-cursor'
  | 'token-hash'
  | 'lockouts'
  | 'factors'
  | 'workstations'
  | 'desk'
  | 'media'
  | 'seen'
  | 'enrolment-code'
  | 'console'
  | 'confirmations'
  | 'source-quota'
  | 'source-requests'
  | 'source-file'
  | 'key-check';

/** 32 bytes. `info` narrows a key further, to one account and workstation for example. */
export const subkey = (master: Uint8Array, use: Use, info = ''): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'precinct-workstation/1', `${use}\u0000${info}`, 32));
