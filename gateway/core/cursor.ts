/** Seals the position in a source's answer, bound to the session and the search it was given to. Anybody else's does not open. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SourceId } from '../../shared/records/kind.ts';
import type { SearchRequest } from '../../shared/records/search.ts';

const IV = 12;
const TAG = 16;

export interface CursorContext {
  readonly sessionId: string;
  readonly source: SourceId;
  readonly request: SearchRequest;
}

/** What the cursor belongs to; the page size may change between pages, nothing else may. */
function bindingOf({ sessionId, source, request }: CursorContext): Buffer {
  const { terms, filters, sort, columns, since, newsOnly } = request;
  return createHash('sha256')
    .update(JSON.stringify([sessionId, source, terms, filters, sort, columns, since?.[source], newsOnly]))
    .digest();
}

/** `key`: 32 bytes, used for cursors only. */
export function sealCursor(key: Uint8Array, context: CursorContext, after: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bindingOf(context));
  const sealed = Buffer.concat([cipher.update(after, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The position, or null when the cursor is damaged, of another session or of another search. */
export function openCursor(key: Uint8Array, context: CursorContext, cursor: string): string | null {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length <= IV + TAG) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(bindingOf(context)).setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
