/**
 * Loaded into the measured gateway only, to tell what the audit log costs: its thread is never started, every row counts as
 * written at once. No part of the product; a gateway started so records nothing.
 */
import { registerHooks } from 'node:module';

const WRITING = '/gateway/adapters/audit/append-channel.ts';
const NOTHING = `
let seq = 0;
export class AppendChannel {
  append() { seq += 1; return Promise.resolve({ seq: 1_000_000_000 + seq, at: new Date().toISOString().slice(0, -2) + 'Z' }); }
  async settled() {}
  async close() {}
}`;

registerHooks({
  load: (url, context, next) =>
    new URL(url).pathname.endsWith(WRITING)
      ? { format: 'module', shortCircuit: true, source: NOTHING }
      : next(url, context),
});
