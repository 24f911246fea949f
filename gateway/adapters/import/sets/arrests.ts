/** NYPD Arrest Data (19 columns, portal and API), and its reduced layout of 11 columns. Names no person. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import type { RecordSet } from '../data-set.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../record-draft.ts';
import { RowRefused } from '../row-reader.ts';
import type { RowReader } from '../row-reader.ts';
import { boroughName, isSexOffense, lawCategory } from './offences.ts';

const JURISDICTIONS: Readonly<Record<string, string>> = { '0': 'Patrol', '1': 'Transit', '2': 'Housing' };

function toArrest(row: RowReader, origin: string): NewRecord {
  const number = row.number('arrest_key');
  const day = row.day('arrest_date');
  if (day === null) throw new RowRefused('no date of arrest');
  const offence = row.upper('ofns_desc') ?? row.upper('pd_desc') ?? 'NOT STATED';
  const ageGroup = row.age('age_group');
  const precinct = row.precinct('arrest_precinct');
  const jurisdiction = row.text('jurisdiction_code');
  return draft({
    kind: 'arrest',
    number,
    title: sentenceCase(offence),
    origin,
    occurredAt: day.date,
    precinct,
    offence: offence.slice(0, 80),
    state: { label: 'Arrested', tone: 'neutral' },
    cautions: ageGroup === '<18' ? ['juvenile'] : [],
    point: row.point('latitude', 'longitude'),
    juvenile: ageGroup === '<18',
    sexCrime: isSexOffense(row.text('ky_cd'), offence, row.text('pd_desc')),
    body: bodyOf({
      charges: rowOf({
        rank: 'Top charge',
        statute: row.text('law_code'),
        offence,
        classification: row.upper('pd_desc'),
        classificationCode: row.text('pd_cd'),
        offenceCode: row.text('ky_cd'),
        lawCategory: lawCategory(row.text('law_cat_cd')),
      }),
      persons: rowOf({ role: 'Arrested', ageGroup, sex: row.text('perp_sex'), race: row.text('perp_race') }),
      place: rowOf({ borough: boroughName(row.text('arrest_boro')), precinct }),
      // A published day with 00:00 is a day: it tells no time.
      times: rowOf({ arrested: day.date }),
      handling: rowOf({
        jurisdiction: jurisdiction === null ? null : (JURISDICTIONS[jurisdiction] ?? `Other agency (${jurisdiction})`),
      }),
    }),
  });
}

export const ARRESTS: RecordSet = {
  id: 'nypd-arrests',
  label: 'NYPD arrests',
  published: 'uip8-fykc, 8h9b-rp9u',
  required: ['arrest_key', 'arrest_date', 'ofns_desc', 'law_cat_cd', 'arrest_boro', 'arrest_precinct', 'age_group'],
  aliases: {},
  toRecord: (row) => toArrest(row, `import:${ARRESTS.id}`),
};

export const ARRESTS_REDUCED: RecordSet = {
  id: 'nypd-arrests-reduced',
  label: 'NYPD arrests, reduced columns',
  published: 'uip8-fykc',
  required: ['arrest_key', 'arrest_date', 'arrest_boro', 'arrest_precinct', 'law_cat_cd', 'age_group', 'ofns_desc'],
  aliases: {
    borough: 'arrest_boro',
    precinct: 'arrest_precinct',
    law_category: 'law_cat_cd',
    gender: 'perp_sex',
    race: 'perp_race',
    offense: 'ofns_desc',
  },
  toRecord: (row) => toArrest(row, `import:${ARRESTS_REDUCED.id}`),
};
