/**
 * Where images and recordings of records are kept, sealed. Knows nothing of people or records: whoever asks for a piece
 * has been let in before, and sees to it that nothing of it is kept elsewhere (S6).
 */
import type { MediaType } from '../../shared/records/media.ts';

export interface StoredMedia {
  readonly type: MediaType;
  /** 1 to 512 MiB. */
  readonly bytes: number;
}

export interface MediaStore {
  /** Null: nothing is kept under that reference. Throws when what is kept cannot be read. */
  find(ref: string): Promise<StoredMedia | null>;
  /** At most `length` bytes from `offset`, fewer at the end. Throws when a single bit is not as it was put. */
  piece(ref: string, offset: number, length: number): Promise<Uint8Array>;
  /** Durable when it resolves; replaces what was there, whole or not at all. */
  put(ref: string, type: MediaType, content: Uint8Array): Promise<void>;
}
