/** Motor Vehicle Collisions - Crashes (29 columns, portal and API), and the older layout without a collision id. */
import type { NewRecord, RecordRow } from '../../../../shared/records/definition.ts';
import type { RecordSet } from '../data-set.ts';
import { precinctAt } from '../precinct-map.ts';
import { bodyOf, draft, rowOf } from '../record-draft.ts';
import { RowRefused } from '../row-reader.ts';
import type { RowReader } from '../row-reader.ts';

const MAX_PERSONS = 500;
const COUNTS = {
  personsInjured: 'number_of_persons_injured',
  personsKilled: 'number_of_persons_killed',
  pedestriansInjured: 'number_of_pedestrians_injured',
  pedestriansKilled: 'number_of_pedestrians_killed',
  cyclistsInjured: 'number_of_cyclist_injured',
  cyclistsKilled: 'number_of_cyclist_killed',
  motoristsInjured: 'number_of_motorist_injured',
  motoristsKilled: 'number_of_motorist_killed',
} as const;

function vehicles(row: RowReader): readonly RecordRow[] {
  return [1, 2, 3, 4, 5].flatMap((place) =>
    rowOf({
      vehicleType: row.text(`vehicle_type_code_${String(place)}`),
      factor: row.text(`contributing_factor_vehicle_${String(place)}`),
    }),
  );
}

/** Two streets that cross, or a house number and street; null when the row names neither. */
function whereOf(row: RowReader): string | null {
  const on = row.upper('on_street_name');
  const cross = row.upper('cross_street_name');
  const off = row.upper('off_street_name');
  const numbered = [cross, off, on].find((street) => street !== null && /^\d[\d-]*\s+\S+\s+\S/.test(street));
  const second = cross ?? off;
  const place = on === null ? (numbered ?? second) : second === null ? on : `${on} & ${second}`;
  return place === null ? null : place.slice(0, 120);
}

function titleOf(injured: number, killed: number): string {
  if (killed > 0) return `Collision, ${String(killed)} killed`;
  return injured > 0 ? `Collision, ${String(injured)} injured` : 'Collision, no injury';
}

function toCollision(row: RowReader, number: string, origin: string): NewRecord {
  const day = row.day('crash_date');
  if (day === null) throw new RowRefused('no date of the crash');
  const occurredAt = row.withTime(day, 'crash_time');
  const point = row.point('latitude', 'longitude');
  const precinct = precinctAt(point);
  const address = whereOf(row);
  const counts = Object.fromEntries(
    Object.entries(COUNTS).map(([key, column]) => [key, row.whole(column, 0, MAX_PERSONS)]),
  );
  return draft({
    kind: 'collision',
    number,
    title: titleOf(counts['personsInjured'] ?? 0, counts['personsKilled'] ?? 0),
    origin,
    occurredAt,
    precinct,
    offence: 'COLLISION',
    point,
    address,
    body: bodyOf({
      injuries: rowOf(counts),
      vehicles: vehicles(row),
      place: rowOf({ address, borough: row.upper('borough'), precinct, postalCode: postalCode(row) }),
      times: rowOf({ occurred: occurredAt }),
    }),
    mentions: address === null ? [] : [{ type: 'address', value: address, role: 'place', tags: ['identifying'] }],
  });
}

function postalCode(row: RowReader): string | null {
  const code = row.whole('zip_code', 10_000, 14_999);
  return code === null ? null : String(code);
}

/** Digits only, as published: a look-up by number finds this collision and none that is written alike. */
export function collisionId(row: RowReader): string {
  const number = row.number('collision_id');
  if (!/^[1-9]\d{0,9}$/.test(number)) throw new RowRefused('the collision id is not one');
  return number;
}

const ALIASES: Readonly<Record<string, string>> = {
  vehicle_type_code1: 'vehicle_type_code_1',
  vehicle_type_code2: 'vehicle_type_code_2',
  number_of_cyclists_injured: 'number_of_cyclist_injured',
  number_of_cyclists_killed: 'number_of_cyclist_killed',
  date: 'crash_date',
  time: 'crash_time',
};

export const COLLISIONS: RecordSet = {
  id: 'nypd-collisions',
  label: 'NYPD collisions',
  published: 'h9gi-nx95',
  required: ['collision_id', 'crash_date', 'crash_time', 'number_of_persons_injured', 'number_of_persons_killed'],
  aliases: ALIASES,
  toRecord: (row) => toCollision(row, collisionId(row), `import:${COLLISIONS.id}`),
  keepsJoined: true,
};

/** Without an id in the file, the row's own content makes the number, so that importing it again finds it. */
export const COLLISIONS_2016: RecordSet = {
  id: 'nypd-collisions-2016',
  label: 'NYPD collisions, layout without ids',
  published: 'h9gi-nx95',
  required: [
    'crash_date',
    'crash_time',
    'number_of_persons_injured',
    'number_of_persons_killed',
    'on_street_name',
    'contributing_factor_vehicle_1',
  ],
  aliases: ALIASES,
  toRecord: (row, content) =>
    toCollision(row, `NYC-${content.slice(0, 16).toUpperCase()}`, `import:${COLLISIONS_2016.id}`),
};
