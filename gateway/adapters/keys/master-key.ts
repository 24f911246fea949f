/**
 * Finds or makes the master key of a data folder: in the operating system's key store, else in a key file of mode
 * 0600. Never makes a second key for a folder that already has one: that would lose what the first one encrypted.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import { openOsKeyStore } from './os-key-store.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { subkey } from './subkeys.ts';

const cardSchema = z.strictObject({
  format: z.literal(1),
  /** Name of the key in the key store; random, says nothing of the machine. */
  installation: z.string().regex(/^[0-9a-f]{32}$/),
  place: z.enum(['os', 'file']),
  /** Proves that a key is this folder's, without helping to find it. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
});
type Card = z.infer<typeof cardSchema>;

export const KEY_FILE = 'gateway.key';
const CARD_FILE = 'gateway.json';
const KEY_BYTES = 32;

const checkOf = (key: Uint8Array, installation: string): string =>
  createHmac('sha256', subkey(key, 'key-check')).update(installation).digest('hex');

const readCard = (folder: string): Card | null => {
  const raw = readPrivateFile(join(folder, CARD_FILE));
  if (raw === null) return null;
  try {
    return cardSchema.parse(JSON.parse(raw.toString('utf8')));
  } catch {
    throw new StartupRefusal(`The data folder ${folder} is damaged: ${CARD_FILE} cannot be read`);
  }
};

const decodeKey = (text: string): Buffer | null => {
  const trimmed = text.trim();
  return /^[0-9a-f]{64}$/.test(trimmed) ? Buffer.from(trimmed, 'hex') : null;
};

const known = async (folder: string, card: Card): Promise<Buffer> => {
  const stored =
    card.place === 'file'
      ? readPrivateFile(join(folder, KEY_FILE))?.toString('utf8')
      : await (await openOsKeyStore())?.get(card.installation);
  if (stored === undefined || stored === null) {
    const where = card.place === 'file' ? KEY_FILE : 'the key store of this machine';
    throw new StartupRefusal(`The key of the data folder ${folder} is missing from ${where}`);
  }
  const key = decodeKey(stored);
  const fits = key && timingSafeEqual(Buffer.from(checkOf(key, card.installation)), Buffer.from(card.check));
  if (!key || !fits) throw new StartupRefusal(`Wrong key: it is not the one of the data folder ${folder}`);
  return key;
};

const create = async (folder: string, keyStore: 'auto' | 'file'): Promise<Buffer> => {
  if (existsSync(join(folder, 'audit.db')) || existsSync(join(folder, KEY_FILE))) {
    throw new StartupRefusal(`The data folder ${folder} is damaged: ${CARD_FILE} is missing`);
  }
  const key = randomBytes(KEY_BYTES);
  const installation = randomBytes(16).toString('hex');
  let place: Card['place'] = 'file';
  if (keyStore === 'auto') {
    try {
      const store = await openOsKeyStore();
      await store?.set(installation, key.toString('hex'));
      if ((await store?.get(installation)) === key.toString('hex')) place = 'os';
    } catch {
      place = 'file';
    }
  }
  const card: Card = { format: 1, installation, place, check: checkOf(key, installation) };
  // The card comes first: a start killed in between leaves a folder that says its key is missing and holds no data.
  writePrivateFile(join(folder, CARD_FILE), `${JSON.stringify(card)}\n`);
  if (place === 'file') writePrivateFile(join(folder, KEY_FILE), `${key.toString('hex')}\n`);
  return key;
};

/** 32 bytes. Throws {@link StartupRefusal} when the key is missing, wrong, or readable by others. */
export const masterKey = async (folder: string, keyStore: 'auto' | 'file'): Promise<Buffer> => {
  const card = readCard(folder);
  return card === null ? create(folder, keyStore) : known(folder, card);
};
