/** Remembers the numbers already read from one file, in bounded memory: at least the last 250,000, at most twice that. */
const GENERATION = 250_000;

export interface SeenNumbers {
  /** `content` is the row's hash in hex. `new`, `repeated` (same content as before) or `other` (same number, other content). */
  check(number: string, content: string): 'new' | 'repeated' | 'other';
}

export function seenNumbers(generation = GENERATION): SeenNumbers {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  return {
    check(number, content) {
      const before = young.get(number) ?? old.get(number);
      const mark = Number.parseInt(content.slice(0, 12), 16);
      if (before !== undefined) return before === mark ? 'repeated' : 'other';
      if (young.size >= generation) {
        old = young;
        young = new Map();
      }
      young.set(number, mark);
      return 'new';
    },
  };
}
