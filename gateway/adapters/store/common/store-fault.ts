/** How a store fails: with a code or one clear line, never with the database's words, which could hold a value. */
import { StartupRefusal } from '../../../core/startup-refusal.ts';

/** An operation of the store failed; carries the database's code, never its words or values. */
export class StoreFault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the record store failed: ${code}`);
    this.name = 'StoreFault';
    this.code = code;
  }
}

/** The store could not be opened; the message is one clear line, without the key. */
export class StoreOpenError extends StartupRefusal {
  readonly reason: 'wrong-key-or-damaged' | 'newer' | 'unreadable';
  constructor(reason: StoreOpenError['reason'], message: string) {
    super(message);
    this.name = 'StoreOpenError';
    this.reason = reason;
  }
}
