/** Whether an address lies in a network (CIDR), IPv4 and IPv6 alike. Pure; what it cannot read lies in no network. */

/** An address as a number of 128 bits, IPv4 ones mapped (RFC 4291, 2.5.5.2); null for any other text. */
const numberOf = (text: string): bigint | null => {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(text);
  if (v4) {
    const bytes = v4.slice(1).map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0xffffn) : null;
  }
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return null;
  const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [first, last] = [groupsOf(head), groupsOf(tail ?? '')];
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...first, ...Array<string>(missing).fill('0'), ...last];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((all, group) => (all << 16n) | BigInt(`0x${group}`), 0n);
};

export interface Network {
  readonly from: bigint;
  /** Bits of the address that must agree, of 128. */
  readonly bits: number;
}

/** `10.1.0.0/16`, `2001:db8::/32`, or one address. Null when it is none of these. */
export const networkOf = (text: string): Network | null => {
  const parts = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim());
  const from = numberOf(parts?.[1] ?? '');
  if (from === null) return null;
  const isV4 = /^[\d.]+$/.test(parts?.[1] ?? '');
  const bits = parts?.[2] === undefined ? 128 : Number(parts[2]) + (isV4 ? 96 : 0);
  return bits <= 128 ? { from, bits } : null;
};

export const liesIn = (address: string, network: Network): boolean => {
  // A link-local address may name its interface after a per cent sign.
  const number = numberOf(address.split('%')[0] ?? '');
  return number !== null && (number ^ network.from) >> BigInt(128 - network.bits) === 0n;
};
