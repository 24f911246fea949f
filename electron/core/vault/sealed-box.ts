/**
 * The sealed form of what may survive on disk: AES-256-GCM under a versioned header, bound to one person and one
 * workstation. Opening anything changed, cut, moved or foreign gives null, never a partial result.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Format name and version: the first bytes of every box, and authenticated. */
const HEADER = Buffer.from('PWV\u0002', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Whom a box belongs to. */
export interface BoxOwner {
  readonly username: string;
  readonly workstationId: string;
}

const owned = (owner: BoxOwner): Buffer =>
  Buffer.concat([HEADER, Buffer.from(JSON.stringify([owner.username.toLowerCase(), owner.workstationId]), 'utf8')]);

/**
 * The data key (HKDF-SHA-256): needs both the machine's half, kept by the operating system, and the gateway's half,
 * released after signing in. Either alone opens nothing.
 */
export function deriveKey(machineHalf: Uint8Array, gatewayHalf: Uint8Array, owner: BoxOwner): Buffer {
  if (machineHalf.length < KEY_BYTES || gatewayHalf.length < KEY_BYTES) throw new Error('half of the key is too short');
  const both = Buffer.concat([machineHalf, gatewayHalf]);
  const key = Buffer.from(
    hkdfSync('sha256', both, HEADER, Buffer.concat([Buffer.from('vault '), owned(owner)]), KEY_BYTES),
  );
  both.fill(0);
  return key;
}

/** Name of the slot on disk: tells nobody without the machine's half whose it is. */
export function slotOf(machineHalf: Uint8Array, owner: BoxOwner): string {
  return createHmac('sha256', machineHalf).update('slot ').update(owned(owner)).digest('hex');
}

/** Base64 of header, nonce, tag and ciphertext. */
export function seal(key: Uint8Array, owner: BoxOwner, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(owned(owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([HEADER, nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** The text, or null for anything that is not exactly what {@link seal} made with this key for this owner. */
export function unseal(key: Uint8Array, owner: BoxOwner, box: string): string | null {
  const bytes = Buffer.from(box, 'base64');
  const start = HEADER.length + NONCE_BYTES + TAG_BYTES;
  if (bytes.toString('base64') !== box || bytes.length < start || !bytes.subarray(0, HEADER.length).equals(HEADER)) {
    return null;
  }
  const nonce = bytes.subarray(HEADER.length, HEADER.length + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(owned(owner));
  decipher.setAuthTag(bytes.subarray(HEADER.length + NONCE_BYTES, start));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
