/** Record numbers of generated units: of each kind's own shape, no two alike, none of the sample department's. */
import type { Numbers } from '../sample/incident.ts';
import type { Place } from '../sample/places.ts';

/** Serial numbers of six digits begin above those of the sample. A year of the largest load has fewer units than this. */
const FROM = 30_000;
const SERIALS = 970_000;
/** The sample's entries of stolen things that belong to persons. */
const TAKEN_ENTRIES = { from: 510_000, count: 10_000 } as const;

export const six = (unit: number): string => String(FROM + (unit % SERIALS)).padStart(6, '0');
const sixEntry = (unit: number): string => {
  const serial = FROM + (unit % (SERIALS - TAKEN_ENTRIES.count));
  return String(serial < TAKEN_ENTRIES.from ? serial : serial + TAKEN_ENTRIES.count).padStart(6, '0');
};
/** Kinds whose serial has five digits come from one unit in ten. */
export const FIVE_EACH = 10;
export const five = (unit: number): string => String(FROM + (Math.floor(unit / FIVE_EACH) % 70_000));
export const precinctDigits = (precinct: number): string => String(precinct).padStart(3, '0');
export const sevenDigits = (unit: number): string => String(1_000_000 + (unit % 9_000_000));
export const requestNumber = (unit: number): string => String(70_000_000 + (unit % 20_000_000));

export interface Which {
  readonly complaint: boolean;
  readonly arrest: boolean;
  readonly invoice: boolean;
  /** Only for units of which {@link five} is unique. */
  readonly case: boolean;
  readonly stolen: boolean;
}

export function numbersOf(unit: number, at: string, place: Place, which: Which): Numbers {
  const year = at.slice(0, 4);
  const year2 = at.slice(2, 4);
  const precinct = precinctDigits(place.precinct);
  const letter = place.borough === 'BROOKLYN' ? 'K' : place.borough.charAt(0);
  const serial = six(unit);
  return {
    call: `J${year2}-${precinct}-${serial}`,
    complaint: which.complaint ? `${year}-${precinct}-${serial}` : null,
    arrest: which.arrest ? `${letter}${year2}${serial}` : null,
    invoice: which.invoice ? String(1_100_000_000 + unit) : null,
    case: which.case ? `${precinct}-${year}-${five(unit)}` : null,
    stolen: which.stolen ? `NYS-${year}-${sixEntry(unit)}` : null,
  };
}
