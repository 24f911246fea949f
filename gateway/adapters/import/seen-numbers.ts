/** Remembers the numbers already read from one file, in bounded memory: at least the last 250,000, at most twice that. */
const GENERATION = 250_000;

export interface SeenNumbers {
  /** `new`, `repeated` (same content as before) or `other` (same number, other content). */
  check(number: string, content: string): 'new' | 'repeated' | 'other';
}

export function seenNumbers(generation = GENERATION): SeenNumbers {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return {
    check(number, content) {
      const before = young.get(number) ?? old.get(number);
      if (before !== undefined) return before === content ? 'repeated' : 'other';
      if (young.size >= generation) {
        old = young;
        young = new Map();
      }
      young.set(number, content.slice());
      return 'new';
    },
  };
}
