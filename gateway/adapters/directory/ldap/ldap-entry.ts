/** One found entry with its values in one form: the library gives a string, an array or a buffer, by their number. */
import type { Entry } from 'ldapts';

export interface LdapEntry {
  readonly dn: string;
  /** Values that are text; none for an attribute that is absent, empty or not to be read. */
  texts(attribute: string): readonly string[];
  /** The first value; empty where there is none. */
  text(attribute: string): string;
  /** The first value's bytes, of an attribute that was asked for as bytes. */
  bytes(attribute: string): Buffer | null;
  /** Whole number of any size (FILETIMEs go beyond 2^53); null where there is none. */
  integer(attribute: string): bigint | null;
}

const many = (value: Entry[string] | undefined): readonly (string | Buffer)[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const ldapEntry = (raw: Entry): LdapEntry => {
  const values = (attribute: string) => {
    const name = attribute.toLowerCase();
    const key = Object.keys(raw).find((candidate) => candidate.toLowerCase() === name);
    return many(key === undefined ? undefined : raw[key]);
  };
  const texts = (attribute: string): readonly string[] =>
    values(attribute).filter((value): value is string => typeof value === 'string');
  const text = (attribute: string): string => texts(attribute)[0] ?? '';
  return {
    dn: raw.dn,
    texts,
    text,
    bytes: (attribute) => values(attribute).find((value): value is Buffer => Buffer.isBuffer(value)) ?? null,
    integer: (attribute) => {
      const value = text(attribute);
      return /^-?\d{1,20}$/.test(value) ? BigInt(value) : null;
    },
  };
};
