/** Refuses inputs that are too large or are not plain data, before any schema looks at them. */
import type { CallName } from '../../../shared/bridge/calls.ts';
import type { FaultCode } from '../../../shared/faults/faults.ts';

/** Characters of the input as JSON. */
const LARGEST = 64 * 1024;
/** A workspace carries drafts: forms × 4,000 characters. */
const LARGEST_WORKSPACE = 256 * 1024;

export function weigh(name: CallName, input: unknown): FaultCode | null {
  let text: unknown;
  try {
    text = JSON.stringify(input);
  } catch {
    return 'bridge.input';
  }
  if (typeof text !== 'string') return 'bridge.input';
  return text.length > (name === 'workspace.save' ? LARGEST_WORKSPACE : LARGEST) ? 'bridge.too-large' : null;
}
