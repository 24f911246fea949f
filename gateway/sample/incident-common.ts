/** What all records of an incident of the sample have in common. */
import type { NewRecord } from '../../shared/records/definition.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import type { Incident, Numbers } from './incident.ts';
import { ANCHOR } from './when.ts';

export const common = (
  incident: Incident,
): Pick<NewRecord, 'origin' | 'precinct' | 'point' | 'address' | 'sealed' | 'juvenile' | 'sexCrime'> => ({
  origin: 'sample',
  precinct: incident.place.precinct,
  point: incident.place.point,
  address: incident.address,
  sealed: incident.sealed,
  juvenile: incident.juvenile,
  sexCrime: incident.scenario.sexCrime === true,
});

/** Nothing in the sample happens after its anchor. */
export const notAfterAnchor = (local: string): string => (local < ANCHOR ? local : ANCHOR);

type Neighbour = readonly [kind: RecordKind, number: (numbers: Numbers) => string | null, relation: string];

/** Said from both ends, each in its own words. */
const NEIGHBOURS = {
  call911: [['complaint', (n) => n.complaint, 'complaint of this job']],
  complaint: [
    ['arrest', (n) => n.arrest, 'arrest for this complaint'],
    ['stolen', (n) => n.stolen, 'entered from this complaint'],
    ['case', (n) => n.case, 'case of this complaint'],
    ['call911', (n) => n.call, 'job of this complaint'],
  ],
  arrest: [
    ['invoice', (n) => n.invoice, 'property from this arrest'],
    ['complaint', (n) => n.complaint, 'complaint of this arrest'],
    ['case', (n) => n.case, 'case closed by this arrest'],
  ],
  invoice: [['arrest', (n) => n.arrest, 'arrest of this property']],
  case: [
    ['complaint', (n) => n.complaint, 'complaint of this case'],
    ['arrest', (n) => n.arrest, 'arrest of this case'],
  ],
  stolen: [['complaint', (n) => n.complaint, 'complaint of this entry']],
} as const satisfies Partial<Record<RecordKind, readonly Neighbour[]>>;

/** Links of the incident's record of this kind with the incident's other records. */
export const linksOf = (kind: keyof typeof NEIGHBOURS, numbers: Numbers): NewRecord['links'] =>
  (NEIGHBOURS[kind] as readonly Neighbour[]).flatMap(([other, numberIn, relation]) => {
    const number = numberIn(numbers);
    return number === null ? [] : [{ kind: other, number, relation }];
  });
