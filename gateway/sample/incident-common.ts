/** What all records of an incident of the sample have in common. */
import type { NewRecord } from '../../shared/records/definition.ts';
import type { Incident } from './incident.ts';
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
