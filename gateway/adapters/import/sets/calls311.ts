/** 311 Service Requests (41 columns, and the 52 of older years). */
import type { StateTone } from '../../../../shared/records/definition.ts';
import type { RecordSet } from '../data-set.ts';
import { precinctAt } from '../precinct-map.ts';
import { bodyOf, draft, rowOf } from '../record-draft.ts';
import { RowRefused } from '../row-reader.ts';
import type { RowReader } from '../row-reader.ts';
import { momentText } from '../values.ts';

const TONES: Readonly<Record<string, StateTone>> = { CLOSED: 'neutral', OPEN: 'caution' };

const when = (row: RowReader, column: string): string | null => {
  const moment = row.otherDay(column);
  return moment === null ? null : momentText(moment);
};

function whereOf(row: RowReader): string | null {
  const address = row.upper('incident_address');
  const first = row.upper('intersection_street_1');
  const second = row.upper('intersection_street_2');
  return (address ?? (first !== null && second !== null ? `${first} & ${second}` : first))?.slice(0, 120) ?? null;
}

const crossings = (row: RowReader): string | null =>
  [row.upper('cross_street_1'), row.upper('cross_street_2')].filter((street) => street !== null).join(' / ') || null;

export const CALLS_311: RecordSet = {
  id: 'service-requests-311',
  label: '311 service requests',
  published: 'erm2-nwe9',
  required: ['unique_key', 'created_date', 'agency', 'complaint_type', 'status', 'borough'],
  aliases: { problem: 'complaint_type' },
  toRecord(row) {
    const number = row.number('unique_key');
    const created = row.day('created_date');
    if (created === null) throw new RowRefused('no date of creation');
    const topic = row.text('complaint_type') ?? 'Not stated';
    const descriptor = row.text('descriptor');
    const status = row.text('status') ?? 'Not stated';
    const point = row.point('latitude', 'longitude');
    const precinct = precinctAt(point);
    const address = whereOf(row);
    return draft({
      kind: 'call311',
      number,
      title: (descriptor === null ? topic : `${topic}: ${descriptor}`).slice(0, 160),
      origin: `import:${CALLS_311.id}`,
      occurredAt: momentText(created),
      precinct,
      offence: topic.toUpperCase().slice(0, 80),
      state: { label: status.slice(0, 40), tone: TONES[status.toUpperCase()] ?? 'caution' },
      point,
      address,
      body: bodyOf({
        request: rowOf({
          topic,
          descriptor,
          agency: row.text('agency'),
          agencyName: row.text('agency_name'),
          status,
          resolution: row.text('resolution_description'),
        }),
        place: rowOf({
          address,
          crossStreets: crossings(row),
          premises: row.upper('location_type'),
          borough: row.upper('borough'),
          precinct,
          postalCode: row.text('incident_zip'),
        }),
        times: rowOf({
          created: momentText(created),
          due: when(row, 'due_date'),
          updated: when(row, 'resolution_action_updated_date'),
          closed: when(row, 'closed_date'),
        }),
        handling: rowOf({
          channel: row.text('open_data_channel_type'),
          facility: row.text('facility_type'),
          communityBoard: row.text('community_board'),
          park: row.text('park_facility_name'),
        }),
      }),
      mentions: address === null ? [] : [{ type: 'address', value: address, role: 'place', tags: ['identifying'] }],
    });
  },
};
