/** What a shared thing says of two records, for every store that looks for neighbours. Pure. */
import type { MentionType } from '../../../../shared/records/definition.ts';
import type { StoredLink } from '../../../ports/record-store.ts';

/** Records that share one thing with another, beyond which no more are read: a busy corner is no clue. */
export const MOST_SHARING = 200;

export const SHARED_WORDS: Readonly<Record<MentionType, string>> = {
  person: 'same name',
  plate: 'same plate',
  vin: 'same VIN',
  phone: 'same phone',
  address: 'same address',
  identifier: 'same number',
  serial: 'same serial number',
};

/** How much a shared thing says: what belongs to one owner first, what many pass by last. */
const STRENGTH: Readonly<Record<MentionType, number>> = {
  vin: 0,
  serial: 0,
  plate: 0,
  identifier: 1,
  person: 2,
  phone: 3,
  address: 4,
};
/** A phone or an address in more records than this is a switchboard, a shop or a corner: no link. */
const MOST_BY_CHANCE = 6;

export interface Sharing {
  readonly row: number;
  readonly relation: string;
  readonly shared: NonNullable<StoredLink['shared']>;
}

/** What says most first, then newest; without the phones and addresses that too many records share to say anything. */
export function saying(found: readonly Sharing[]): readonly Sharing[] {
  const times = new Map<string, number>();
  const key = ({ shared }: Sharing): string => `${shared.type} ${shared.value}`;
  for (const one of found) times.set(key(one), (times.get(key(one)) ?? 0) + 1);
  return found
    .filter((one) => STRENGTH[one.shared.type] < STRENGTH.phone || (times.get(key(one)) ?? 0) <= MOST_BY_CHANCE)
    .sort((a, b) => STRENGTH[a.shared.type] - STRENGTH[b.shared.type] || b.row - a.row);
}
