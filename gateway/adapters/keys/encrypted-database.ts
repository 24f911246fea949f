/** Opens an encrypted SQLite file of the gateway. Never in clear, and no temporary table of it is ever on disk. */
import Database from 'libsql';
import { StartupRefusal } from '../../core/startup-refusal.ts';

/** libsql's own options, absent from the declarations it took over from better-sqlite3. */
interface EncryptedOptions extends Database.Options {
  readonly encryptionCipher: 'aes256cbc';
  readonly encryptionKey: string;
}

interface EncryptedFile {
  readonly file: string;
  readonly key: Uint8Array;
  /** `FULL`: a row is on the disk when its write returns. `NORMAL`: safe against a kill, not against a power cut. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** Statements that make what is not there yet. */
  readonly schema: string;
  /** For the refusal: what the file holds. */
  readonly what: string;
}

/** Throws {@link StartupRefusal} for a wrong key or a damaged file. */
export const openEncryptedDatabase = ({ file, key, synchronous, schema, what }: EncryptedFile): Database.Database => {
  const options: EncryptedOptions = {
    encryptionCipher: 'aes256cbc',
    encryptionKey: Buffer.from(key).toString('hex'),
  };
  try {
    const database = new Database(file, options);
    database.pragma('busy_timeout = 5000');
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.exec(schema);
    return database;
  } catch {
    throw new StartupRefusal(`${what} ${file} cannot be opened: wrong key or damaged file`);
  }
};
