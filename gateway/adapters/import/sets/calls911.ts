/** NYPD Calls for Service (18 columns, 19 in older dumps). Names no person and no address. */
import type { RecordSet } from '../data-set.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../record-draft.ts';
import { RowRefused } from '../row-reader.ts';
import type { RowReader } from '../row-reader.ts';
import { momentText } from '../values.ts';

const when = (row: RowReader, column: string): string | null => {
  const moment = row.otherDay(column);
  return moment === null ? null : momentText(moment);
};

export const CALLS_911: RecordSet = {
  id: 'nypd-calls-911',
  label: 'NYPD calls for service (911)',
  published: 'n2zq-pubd, d6zx-ckhd',
  required: ['cad_evnt_id', 'incident_date', 'incident_time', 'nypd_pct_cd', 'radio_code', 'typ_desc'],
  aliases: {},
  toRecord(row) {
    const number = row.number('cad_evnt_id');
    const day = row.day('incident_date') ?? row.day('create_date');
    if (day === null) throw new RowRefused('no date of the call');
    const occurredAt = row.withTime(day, 'incident_time');
    const callType = row.upper('typ_desc') ?? 'NOT STATED';
    const precinct = row.precinct('nypd_pct_cd');
    const closed = when(row, 'closng_ts');
    return draft({
      kind: 'call911',
      number,
      title: sentenceCase(callType),
      origin: `import:${CALLS_911.id}`,
      occurredAt,
      precinct,
      offence: callType.slice(0, 80),
      // Public rows are history: a missing closing time does not make a job of today.
      state: { label: closed === null ? 'Closing time not given' : 'Closed', tone: 'neutral' },
      point: row.point('latitude', 'longitude'),
      body: bodyOf({
        job: rowOf({ callType, radioCode: row.upper('radio_code'), priority: row.text('cip_jobs') }),
        place: rowOf({ borough: row.upper('boro_nm'), precinct }),
        times: rowOf({
          received: when(row, 'add_ts') ?? occurredAt,
          dispatched: when(row, 'disp_ts'),
          arrived: when(row, 'arrivd_ts'),
          closed,
        }),
      }),
    });
  },
};
