/** The public data sets that can be imported. Order matters: the fuller layout of a set comes before its reduced one. */
import type { DataSet } from '../data-set.ts';
import { ARRESTS, ARRESTS_REDUCED } from './arrests.ts';
import { CALLS_311 } from './calls311.ts';
import { CALLS_911 } from './calls911.ts';
import { COLLISION_PERSONS, COLLISION_VEHICLES } from './collision-rows.ts';
import { COLLISIONS, COLLISIONS_2016 } from './collisions.ts';
import { COMPLAINTS } from './complaints.ts';

export const DATA_SETS: readonly [DataSet, ...DataSet[]] = [
  COMPLAINTS,
  ARRESTS,
  ARRESTS_REDUCED,
  COLLISIONS,
  COLLISIONS_2016,
  COLLISION_VEHICLES,
  COLLISION_PERSONS,
  CALLS_311,
  CALLS_911,
];
