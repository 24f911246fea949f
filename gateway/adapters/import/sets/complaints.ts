/** NYPD Complaint Data, Historic and Current (35 columns, and the 24 of older years). Names no person. */
import type { RecordSet } from '../data-set.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../record-draft.ts';
import { RowRefused } from '../row-reader.ts';
import type { RowReader } from '../row-reader.ts';
import { isSexOffense, lawCategory } from './offences.ts';

const person = (row: RowReader, role: string, prefix: string): Record<string, string | null> => ({
  role,
  ageGroup: row.age(`${prefix}_age_group`),
  sex: row.text(`${prefix}_sex`),
  race: row.text(`${prefix}_race`),
});

/** `D` and `E` in the sex column say that the victim is no natural person. */
const victimRole = (row: RowReader): string =>
  ({ D: 'Business or organization', E: 'People of the State' })[row.text('vic_sex') ?? ''] ?? 'Victim';

/** As it is said and searched: `TD 4`. The published column holds the number alone. */
const districtIn = (text: string | null): string | null => text?.replace(/^(\d{1,2})(?:\.0)?$/, 'TD $1') ?? null;

const hasPerson = (cells: Record<string, string | null>): boolean =>
  cells['ageGroup'] !== null || cells['sex'] !== null || cells['race'] !== null;

export const COMPLAINTS: RecordSet = {
  id: 'nypd-complaints',
  label: 'NYPD complaints',
  published: 'qgea-i56i, 5uac-w243',
  required: ['cmplnt_num', 'cmplnt_fr_dt', 'cmplnt_fr_tm', 'addr_pct_cd', 'rpt_dt', 'ky_cd', 'ofns_desc', 'law_cat_cd'],
  aliases: {},
  toRecord(row) {
    const number = row.number('cmplnt_num');
    const from = row.day('cmplnt_fr_dt');
    const reported = row.day('rpt_dt');
    const happened = from ?? reported;
    if (happened === null) throw new RowRefused('no date of occurrence or report');
    const occurredAt = from === null ? happened.date : row.withTime(from, 'cmplnt_fr_tm');
    if (from === null) row.repaired('no date of occurrence, date of report taken');
    const offence = row.upper('ofns_desc') ?? row.upper('pd_desc') ?? 'NOT STATED';
    const code = row.text('ky_cd');
    const precinct = row.precinct('addr_pct_cd');
    const victim = person(row, victimRole(row), 'vic');
    const suspect = person(row, 'Suspect', 'susp');
    const juvenile = suspect['ageGroup'] === '<18';
    return draft({
      kind: 'complaint',
      number,
      title: sentenceCase(offence),
      origin: `import:${COMPLAINTS.id}`,
      occurredAt,
      precinct,
      offence: offence.slice(0, 80),
      cautions: juvenile ? ['juvenile'] : [],
      point: row.point('latitude', 'longitude'),
      juvenile,
      sexCrime: isSexOffense(code, offence, row.text('pd_desc')),
      body: bodyOf({
        offence: rowOf({
          offence,
          offenceCode: code,
          classification: row.upper('pd_desc'),
          classificationCode: row.text('pd_cd'),
          lawCategory: lawCategory(row.text('law_cat_cd')),
          completion: row.upper('crm_atpt_cptd_cd'),
        }),
        victims: hasPerson(victim) ? rowOf(victim) : [],
        persons: hasPerson(suspect) ? rowOf(suspect) : [],
        place: rowOf({
          premises: row.upper('prem_typ_desc'),
          position: row.upper('loc_of_occur_desc'),
          borough: row.upper('boro_nm'),
          precinct,
        }),
        times: rowOf({
          from: occurredAt,
          to: row.withTime(row.otherDay('cmplnt_to_dt'), 'cmplnt_to_tm'),
          reported: reported?.date ?? null,
        }),
        handling: rowOf({
          jurisdiction: row.text('juris_desc'),
          housingDevelopment: row.text('hadevelopt'),
          transitDistrict: districtIn(row.text('transit_district')),
          station: row.text('station_name'),
          patrolBorough: row.text('patrol_boro'),
        }),
      }),
    });
  },
};
