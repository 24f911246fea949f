import { describe, expect, test } from 'vitest';
import { fullReading } from './chip.ts';
import { parseQuery } from './parse.ts';
import type { ReadingContext } from './reading.ts';

/** A Monday morning, on the 2nd platoon. */
const context: ReadingContext = { today: '2026-11-23', time: '10:30' };
const read = (text: string, given = context): readonly string[] =>
  parseQuery(text, given).understood.map(({ term }) => fullReading(term));

/** What is typed as officers say it, and the chips that are shown. */
const EXAMPLES: readonly (readonly [string, ...string[]])[] = [
  // Hours
  ['0200-0400', 'between 02:00 and 04:00'],
  ['0200 - 0400', 'between 02:00 and 04:00'],
  ['0200 to 0400', 'between 02:00 and 04:00'],
  ['0200-0400 hrs', 'between 02:00 and 04:00'],
  ['02:00-04:00', 'between 02:00 and 04:00'],
  ['2 am to 4 am', 'between 02:00 and 04:00'],
  ['2am-4am', 'between 02:00 and 04:00'],
  ['2-4am', 'between 02:00 and 04:00'],
  ['2-4 am', 'between 02:00 and 04:00'],
  ['2 to 4 pm', 'between 14:00 and 16:00'],
  ['11 to 1 am', 'between 23:00 and 01:00'],
  ['between 2 and 4 am', 'between 02:00 and 04:00'],
  ['between 0200 and 0400', 'between 02:00 and 04:00'],
  ['from 2300 to 0100', 'between 23:00 and 01:00'],
  ['around 0300', 'between 02:30 and 03:30'],
  ['about 3:15 pm', 'between 14:45 and 15:45'],
  ['at midnight', 'between 23:30 and 00:30'],
  ['robbery around 0300', 'offence ROBBERY', 'between 02:30 and 03:30'],
  ['1900-2000', 'between 19:00 and 20:00'],
  ['2015-2020', 'from 01 JAN 2015 to 31 DEC 2020'],
  ['2015 to 2020', 'from 01 JAN 2015 to 31 DEC 2020'],
  ['2000 to 2200', 'between 20:00 and 22:00'],
  ['2500-2600', 'words 2500 2600'],
  ['at 1402 rockaway blvd', 'address 1402 ROCKAWAY BLVD'],
  ['hours:02:00-04:00', 'between 02:00 and 04:00'],
  // Days with hours
  ['last friday 0200-0400', 'from 20 NOV 2026 02:00 to 04:00'],
  ['friday 2300-0200', 'from 20 NOV 2026 23:00 to 21 NOV 2026 02:00'],
  ['0200-0400 on 3 nov', 'from 03 NOV 2026 02:00 to 04:00'],
  ['3 nov around 0300', 'from 03 NOV 2026 02:30 to 03:30'],
  ['yesterday evening', 'from 22 NOV 2026 18:00 to 23:59'],
  ['friday night', 'from 20 NOV 2026 18:00 to 21 NOV 2026 06:00'],
  ['this morning', 'from 23 NOV 2026 06:00 to 12:00'],
  ['last week 0200-0400', 'from 16 NOV 2026 to 22 NOV 2026', 'between 02:00 and 04:00'],
  ['since 0200', 'since 23 NOV 2026 02:00'],
  ['since 2200', 'since 22 NOV 2026 22:00'],
  ['since friday 2200', 'since 20 NOV 2026 22:00'],
  ['before 3 nov 0800', 'until 03 NOV 2026 08:00'],
  ['since last night', 'since 22 NOV 2026 18:00'],
  // Tours and stretches
  ['last tour', 'from 22 NOV 2026 23:15 to 23 NOV 2026 07:50'],
  ['this tour', 'from 23 NOV 2026 07:05 to 15:40'],
  ['since last tour', 'since 22 NOV 2026 23:15'],
  ['last night', 'from 22 NOV 2026 18:00 to 23 NOV 2026 06:00'],
  ['last 2 hours', 'from 23 NOV 2026 08:30 to 10:30'],
  ['past 24 hours', 'from 22 NOV 2026 10:30 to 23 NOV 2026 10:30'],
  ['q3 2025', 'from 01 JUL 2025 to 30 SEP 2025'],
  ['nov 1 - nov 5', 'from 01 NOV 2026 to 05 NOV 2026'],
  ['nov 3 2025', 'on 03 NOV 2025'],
  ['11/3/25', 'on 03 NOV 2025'],
  ['last 3 days', 'from 20 NOV 2026 to 23 NOV 2026'],
  ['past week', 'from 16 NOV 2026 to 23 NOV 2026'],
  // Precincts
  ['the 7-5', 'precinct 75 Pct'],
  ['7-5', 'precinct 75 Pct'],
  ['1-1-3', 'precinct 113 Pct'],
  ['in the 1-1-3', 'precinct 113 Pct'],
  ['75th', 'precinct 75 Pct'],
  ['113', 'precinct 113 Pct'],
  ['robbery 113', 'offence ROBBERY', 'precinct 113 Pct'],
  ['robbery 113 since friday', 'offence ROBBERY', 'precinct 113 Pct', 'since 20 NOV 2026'],
  ['75', 'words 75'],
  ['black male 25', 'words BLACK MALE', 'words 25'],
  ['98', 'words 98'],
  ['99th', 'words 99TH'],
  ['rockaway blvd & 75th', 'address ROCKAWAY BLVD & 75'],
  ['75th street', 'address 75 ST'],
  ['113 broadway', 'address 113 BROADWAY'],
  ['113 livingston', 'words 113', 'words LIVINGSTON'],
  // Law
  ['PL 155.30', 'words PL 15530'],
  ['pl155.30', 'words PL 15530'],
  ['155.30', 'words PL 15530'],
  ['155.30(1)', 'words PL 1553001'],
  ['pl 155.30-08', 'words PL 1553008'],
  ['pl 1553008', 'words PL 1553008'],
  ['vtl 511', 'words VTL0511'],
  ['vtl 1192.3', 'words VTL1192'],
  ['ky 110', 'offence GRAND LARCENY OF MOTOR VEHICLE'],
  ['pd 441', 'words 441'],
  // Bureaus
  ['psa 2', 'phrase “PSA 2”'],
  ['psa 2 robbery', 'phrase “PSA 2”', 'offence ROBBERY'],
  ['psa 40', 'words PSA', 'words 40'],
  ['transit district 4', 'phrase “TD 4”'],
  ['td 04 last 2 hours', 'phrase “TD 4”', 'from 23 NOV 2026 08:30 to 10:30'],
  ['robbery housing bureau', 'offence ROBBERY', 'words HOUSING'],
  ['transit police 113 pct', 'words TRANSIT', 'precinct 113 Pct'],
  ['housing', 'words HOUSING'],
  ['transit, district', 'name TRANSIT DISTRICT'],
  ['arrests 160.10 113 pct', 'kind arrest', 'words PL 16010', 'precinct 113 Pct'],
  // Exclusions
  ['robbery without honda', 'offence ROBBERY', 'without HONDA'],
  ['robbery not "front window"', 'offence ROBBERY', 'without FRONT WINDOW'],
  ['without a knife', 'without KNIFE'],
  ['not', 'words NOT'],
  // Vehicles, serials
  ['klr 4821 ny', 'plate NY KLR4821'],
  ['33A004352', 'VIN contains 33A004352'],
  ['serial 4ce-0120', 'record no. 4CE-0120'],
  ['serial no. 4ce0120', 'record no. 4CE0120'],
  // Names
  ['j smith', 'name J SMITH'],
  ['smith, j', 'name SMITH J'],
  ["o'brien", "name O'BRIEN"],
  ['pena-ruiz', 'name PENA-RUIZ'],
  // Corners
  ['corner of rockaway blvd and 140 ave', 'address ROCKAWAY BLVD & 140 AV'],
  ['rockaway blvd / 140 ave', 'address ROCKAWAY BLVD & 140 AV'],
];

describe('the box understands what is said on duty', () => {
  test.each(EXAMPLES.map(([text, ...chips]) => ({ text, chips })))('$text', ({ text, chips }) => {
    expect(read(text)).toEqual(chips);
  });

  test.each([
    ['113', ['words 113', 'plate starts 113', 'record no. 113']],
    ['155.30', ['offence GRAND LARCENY', 'words 155 30']],
    ['ky 110', ['words 110']],
    ['pd 441', ['offence GRAND LARCENY OF MOTOR VEHICLE']],
    ['pd 999', []],
    ['psa 2', ['words PSA 2']],
    ['housing police', ['words HOUSING POLICE', 'name HOUSING POLICE']],
    ['last night', ['from 22 NOV 2026 to 23 NOV 2026', 'words LAST NIGHT']],
    ['friday 0200-0400', ['words FRIDAY 0200 0400']],
  ])('other readings of %j', (text, expected) => {
    expect(parseQuery(text, context).understood.flatMap((one) => one.others.map(fullReading))).toEqual(expected);
  });

  test('just after midnight, the tour that began yesterday is this tour', () => {
    const night: ReadingContext = { today: '2026-11-23', time: '00:30' };
    expect(read('this tour', night)).toEqual(['from 22 NOV 2026 23:15 to 23 NOV 2026 07:50']);
    expect(read('last tour', night)).toEqual(['from 22 NOV 2026 15:00 to 23:35']);
    expect(read('last 2 hours', night)).toEqual(['from 22 NOV 2026 22:30 to 23 NOV 2026 00:30']);
  });

  test('without a time of day, tours are words', () => {
    expect(read('last tour', { today: '2026-11-23' })).toEqual(['words LAST TOUR']);
  });
});
