import { describe, expect, test } from 'vitest';
import { fullReading } from './chip.ts';
import { parseQuery } from './parse.ts';
import { MAX_TERMS } from './term.ts';

/** A Monday. */
const context = { today: '2026-11-23' };
const read = (text: string): readonly string[] =>
  parseQuery(text, context).understood.map(({ term }) => fullReading(term));
const others = (text: string): readonly string[] =>
  parseQuery(text, context).understood.flatMap((one) => one.others.map(fullReading));

/** What is typed, and the chips that are shown. */
const EXAMPLES: readonly (readonly [string, ...string[]])[] = [
  // Record numbers
  ['2026-113-004512', 'complaint no. 2026-113-004512'],
  ['2026 113 4512', 'complaint no. 2026-113-004512'],
  ['2026-113-4512', 'complaint no. 2026-113-004512'],
  ['2026113004512', 'complaint no. 2026-113-004512'],
  ['2026/113/4512', 'complaint no. 2026-113-004512'],
  ['complaint 2026 113 4512', 'complaint no. 2026-113-004512'],
  ['complaint no. 2026-113-4512', 'complaint no. 2026-113-004512'],
  ['complaint # 2026-113-4512', 'complaint no. 2026-113-004512'],
  ['q26612345', 'arrest no. Q26612345'],
  ['Q 26612345', 'arrest no. Q26612345'],
  ['arrest q26612345', 'arrest no. Q26612345'],
  ['MV-2026-113-321', 'collision no. MV-2026-113-000321'],
  ['mv 2026 113 321', 'collision no. MV-2026-113-000321'],
  ['mv2026113000321', 'collision no. MV-2026-113-000321'],
  ['j26-113-1873', '911 job no. J26-113-001873'],
  ['J26113001873', '911 job no. J26-113-001873'],
  ['j26 113 1873', '911 job no. J26-113-001873'],
  ['job j26-113-001873', '911 job no. J26-113-001873'],
  ['1000123456', 'invoice no. 1000123456'],
  ['invoice 1000123456', 'invoice no. 1000123456'],
  ['voucher no 1000123456', 'invoice no. 1000123456'],
  ['invoice 7185550142', 'invoice no. 7185550142'],
  ['123456789', 'record no. 123456789'],
  ['arrest 123456789', 'arrest no. 123456789'],
  ['complaint 123456789', 'complaint no. 123456789'],
  ['24012345', '311 no. 24012345'],
  ['4407480', 'collision no. 4407480'],
  ['113-2026-00087', 'case no. 113-2026-00087'],
  ['113-2026-87', 'case no. 113-2026-00087'],
  ['case 113-2026-00087', 'case no. 113-2026-00087'],
  ['W26-004411', 'warrant no. W26-004411'],
  ['w26-4411', 'warrant no. W26-004411'],
  ['SCI-0412-2025', 'warrant no. SCI-0412-2025'],
  ['docket sci-0412-2025', 'warrant no. SCI-0412-2025'],
  ['NYS-2026-448120', 'stolen property no. NYS-2026-448120'],
  ['nys 2026 448120', 'stolen property no. NYS-2026-448120'],
  ['OP-2026-113-00231', 'order no. OP-2026-113-00231'],
  ['op-2026-113-231', 'order no. OP-2026-113-00231'],
  ['dmv reg 77120', 'public record no. DMV-REG-77120'],
  ['DMV-REG-77120', 'public record no. DMV-REG-77120'],
  ['foil-2026-00123', 'record no. FOIL-2026-00123'],
  ['arrests 2026-113-4512', 'kind arrest', 'complaint no. 2026-113-004512'],
  ['arrest 2026-113-4512', 'kind arrest', 'complaint no. 2026-113-004512'],
  ['arrest:123456789', 'arrest no. 123456789'],
  ['no:abc-77', 'record no. ABC-77'],
  ['2026-113', 'record no. 2026-113'],
  ['j26-113', 'record no. J26-113'],
  ['mv-2026-113', 'record no. MV-2026-113'],
  ['nyc-0123456789abcdef', 'collision no. NYC-0123456789ABCDEF'],
  // Plates and VINs
  ['klr4821', 'plate KLR4821'],
  ['KLR 4821', 'plate KLR4821'],
  ['KLR-4821', 'plate KLR4821'],
  ['ny klr4821', 'plate NY KLR4821'],
  ['NY KLR 4821', 'plate NY KLR4821'],
  ['klr4821 nj', 'plate NJ KLR4821'],
  ['plate klr48', 'plate starts KLR48'],
  ['partial plate KLR48', 'plate starts KLR48'],
  ['license plate klr4821', 'plate KLR4821'],
  ['plate:gocats', 'plate GOCATS'],
  ['plate ny klr 4821', 'plate NY KLR4821'],
  ['klr48', 'plate starts KLR48'],
  ['klr*', 'plate starts KLR'],
  ['klr48?', 'plate starts KLR48'],
  ['*821', 'plate contains 821'],
  ['*LR48*', 'plate contains LR48'],
  ['plate:=KLR48', 'plate KLR48'],
  ['in klr4821', 'plate KLR4821'],
  ['KLR 2019', 'plate KLR2019'],
  ['kim 2019', 'words KIM', 'in 2019'],
  ['aug 2026', 'from 01 AUG 2026 to 31 AUG 2026'],
  ['1HGCM82633A004352', 'VIN 1HGCM82633A004352'],
  ['1hgcm82633aOO4352', 'VIN 1HGCM82633A004352'],
  ['vin 1HGC', 'VIN contains 1HGC'],
  ['vin:1hgcm826', 'VIN contains 1HGCM826'],
  ['plate stolen', 'words PLATE', 'kind stolen property'],
  ['what?', 'words WHAT'],
  // Phones
  ['(718) 555-0142', 'phone (718) 555-0142'],
  ['718-555-0142', 'phone (718) 555-0142'],
  ['718.555.0142', 'phone (718) 555-0142'],
  ['718 555 0142', 'phone (718) 555-0142'],
  ['+1 718 555 0142', 'phone (718) 555-0142'],
  ['7185550142', 'phone (718) 555-0142'],
  ['17185550142', 'phone (718) 555-0142'],
  ['555-0142', 'phone ends 5550142'],
  ['phone 0142', 'phone ends 0142'],
  ['phone:0142', 'phone ends 0142'],
  ['tel 718 555 0142', 'phone (718) 555-0142'],
  // Days
  ['3 nov', 'on 03 NOV 2026'],
  ['3rd nov', 'on 03 NOV 2026'],
  ['30 nov', 'on 30 NOV 2025'],
  ['03 nov 2026', 'on 03 NOV 2026'],
  ['nov 3, 2026', 'on 03 NOV 2026'],
  ['november 3', 'on 03 NOV 2026'],
  ['3nov2026', 'on 03 NOV 2026'],
  ['03nov26', 'on 03 NOV 2026'],
  ['11/03', 'on 03 NOV 2026'],
  ['11/03/2026', 'on 03 NOV 2026'],
  ['11/3/26', 'on 03 NOV 2026'],
  ['13/03/2026', 'on 13 MAR 2026'],
  ['2026-11-03', 'on 03 NOV 2026'],
  ['2026-11', 'from 01 NOV 2026 to 30 NOV 2026'],
  ['29 feb', 'on 29 FEB 2024'],
  ['today', 'on 23 NOV 2026'],
  ['yesterday', 'on 22 NOV 2026'],
  ['last night', 'from 22 NOV 2026 18:00 to 23 NOV 2026 06:00'],
  ['friday', 'on 20 NOV 2026'],
  ['last monday', 'on 16 NOV 2026'],
  ['last week', 'from 16 NOV 2026 to 22 NOV 2026'],
  ['this week', 'on 23 NOV 2026'],
  ['last month', 'from 01 OCT 2026 to 31 OCT 2026'],
  ['last 30 days', 'from 24 OCT 2026 to 23 NOV 2026'],
  ['last year', 'in 2025'],
  ['2024', 'in 2024'],
  ['in 2024', 'in 2024'],
  ['in august', 'from 01 AUG 2026 to 31 AUG 2026'],
  ['since friday', 'since 20 NOV 2026'],
  ['since 1 aug 2025', 'since 01 AUG 2025'],
  ['since 2024', 'since 01 JAN 2024'],
  ['since dec', 'since 01 DEC 2025'],
  ['after 11/03', 'since 04 NOV 2026'],
  ['before 11/03', 'until 02 NOV 2026'],
  ['until 3 nov', 'until 03 NOV 2026'],
  ['on 3 nov', 'on 03 NOV 2026'],
  ['from 1 aug 2025 to 3 nov 2026', 'from 01 AUG 2025 to 03 NOV 2026'],
  ['1 aug to 3 nov', 'from 01 AUG 2026 to 03 NOV 2026'],
  ['1 aug..3 nov', 'from 01 AUG 2026 to 03 NOV 2026'],
  ['1 aug - 3 nov', 'from 01 AUG 2026 to 03 NOV 2026'],
  ['2024..2025', 'from 01 JAN 2024 to 31 DEC 2025'],
  ['2024-2025', 'from 01 JAN 2024 to 31 DEC 2025'],
  ['between 1 aug and 3 nov', 'from 01 AUG 2026 to 03 NOV 2026'],
  ['3 nov 2026 to 1 aug 2025', 'from 01 AUG 2025 to 03 NOV 2026'],
  ['2025-08-01..', 'since 01 AUG 2025'],
  ['..2025-08-01', 'until 01 AUG 2025'],
  ['31 nov', 'words 31', 'words NOV'],
  ['13/45/2026', 'words 13 45 2026'],
  // Precincts
  ['113 pct', 'precinct 113 Pct'],
  ['113pct', 'precinct 113 Pct'],
  ['113th precinct', 'precinct 113 Pct'],
  ['pct 113', 'precinct 113 Pct'],
  ['pct:113', 'precinct 113 Pct'],
  ['in 113', 'precinct 113 Pct'],
  ['in the 113', 'precinct 113 Pct'],
  ['124 pct', 'words 124', 'words PCT'],
  // Kinds and offences
  ['arrests', 'kind arrest'],
  ['complaint reports', 'kind complaint report'],
  ['311', 'kind 311 call'],
  ['911 calls', 'kind 911 call'],
  ['orders of protection', 'kind order of protection'],
  ['stolen', 'kind stolen property'],
  ['kind:call911', 'kind 911 call'],
  ['grand larceny', 'offence GRAND LARCENY'],
  ['grand larceny auto', 'offence GRAND LARCENY OF MOTOR VEHICLE'],
  ['gla', 'offence GRAND LARCENY OF MOTOR VEHICLE'],
  ['harassment', 'offence HARRASSMENT'],
  ['possession of stolen property', 'offence POSSESSION OF STOLEN PROPERTY'],
  ['off: criminal mischief', 'offence CRIMINAL MISCHIEF'],
  ['robbery arrests 113 pct since friday', 'offence ROBBERY', 'kind arrest', 'precinct 113 Pct', 'since 20 NOV 2026'],
  // Addresses
  ['134-22 farmers blvd', 'address 134-22 FARMERS BLVD'],
  ['134-22 Farmers Boulevard', 'address 134-22 FARMERS BLVD'],
  ['134-22 farmers', 'address 134-22 FARMERS'],
  ['rockaway blvd & 140 av', 'address ROCKAWAY BLVD & 140 AV'],
  ['Rockaway Boulevard and 140th Avenue', 'address ROCKAWAY BLVD & 140 AV'],
  ['rockaway blvd and 140', 'address ROCKAWAY BLVD & 140'],
  ['farmers & linden blvd', 'address FARMERS & LINDEN BLVD'],
  ['140 av', 'address 140 AV'],
  ['w 34th street', 'address W 34 ST'],
  ['1042 broadway', 'address 1042 BROADWAY'],
  ['avenue u', 'address AV U'],
  ['st nicholas ave', 'address ST NICHOLAS AV'],
  ['88 sutphin pl', 'address 88 SUTPHIN PL'],
  ['addr: farmers', 'address FARMERS'],
  ['robbery on farmers blvd', 'offence ROBBERY', 'address FARMERS BLVD'],
  ['smith & wesson', 'words SMITH', 'words WESSON'],
  // Names
  ['daniel okonjo', 'name DANIEL OKONJO'],
  ['Okonjo, Daniel', 'name OKONJO DANIEL'],
  ['okonjo,daniel', 'name OKONJO DANIEL'],
  ['o’brien sean', "name O'BRIEN SEAN"],
  ['José Peña-Ruiz', 'name JOSE PENA-RUIZ'],
  ['name okonjo', 'name OKONJO'],
  ['name: okonjo daniel 113 pct', 'name OKONJO DANIEL', 'precinct 113 Pct'],
  ['sounds:galager', 'name, sounds like GALAGER'],
  ['daniel okonjo, maria lopez', 'name DANIEL OKONJO', 'name MARIA LOPEZ'],
  ['okonjo, daniel james', 'name OKONJO DANIEL JAMES'],
  ['daniel okonjo, robbery', 'name DANIEL OKONJO', 'offence ROBBERY'],
  ['daniel okonjo klr4821', 'name DANIEL OKONJO', 'plate KLR4821'],
  // Words, phrases, exclusions
  ['okonjo', 'words OKONJO'],
  ['words:"caller’s car"', 'words CALLER S CAR'],
  ['black honda accord', 'words BLACK HONDA ACCORD'],
  ['black male 20s', 'words BLACK MALE', 'words 20S'],
  ['man with a knife', 'words MAN', 'words KNIFE'],
  ['"front window"', 'phrase “front window”'],
  ['“front window', 'phrase “front window”'],
  ['robbery -honda', 'offence ROBBERY', 'without HONDA'],
  ['robbery -"front window"', 'offence ROBBERY', 'without FRONT WINDOW'],
  ['the', 'words THE'],
  ['plate:', 'words PLATE'],
  ['14:30', 'words 14 30'],
  ['words:"robbery arrests"', 'words ROBBERY ARRESTS'],
  // Nothing in it, and text that means harm
  [''],
  ['  \t\n '],
  ['!!! ... "" -'],
  ["'; DROP TABLE record; --", 'name DROP TABLE RECORD'],
  ['" OR 1=1', 'phrase “OR 1=1”'],
  ['klr\u202E4821', 'plate KLR4821'],
  ['\u0000\uD800\u2066'],
];

describe('the box that understands', () => {
  test.each(EXAMPLES.map(([text, ...chips]) => ({ text, chips })))('$text', ({ text, chips }) => {
    expect(read(text)).toEqual(chips);
  });

  test('the table has at least 120 examples', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(120);
  });
});

describe('other readings are offered, best first', () => {
  test.each([
    ['okonjo', ['name OKONJO', 'name, sounds like OKONJO']],
    ['daniel okonjo', ['name, sounds like DANIEL OKONJO', 'words DANIEL OKONJO']],
    ['klr4821', ['plate starts KLR4821', 'plate contains KLR4821', 'record no. KLR4821', 'words KLR4821']],
    ['7185550142', ['invoice no. 7185550142', 'words 7185550142']],
    ['1000123456', ['phone (100) 012-3456', 'words 1000123456']],
    ['11/03/2026', ['on 11 MAR 2026', 'words 11 03 2026']],
    ['last week', ['from 16 NOV 2026 to 23 NOV 2026', 'words LAST WEEK']],
    ['2024', ['words 2024']],
    ['75', ['precinct 75 Pct', 'plate starts 75', 'record no. 75']],
    ['robbery', ['words ROBBERY']],
    ['harassment', ['offence HARASSMENT', 'words HARASSMENT']],
    ['123456789', ['complaint no. 123456789', 'arrest no. 123456789', 'words 123456789']],
  ])('%j', (text, expected) => {
    expect(others(text)).toEqual(expected);
  });
});

describe('where each term stood', () => {
  test('offsets cut the typed text', () => {
    const text = '  robbery  ny KLR 4821, since friday';
    const cuts = parseQuery(text, context).understood.map(({ start, end }) => text.slice(start, end));
    expect(cuts).toEqual(['robbery', 'ny KLR 4821,', 'since friday']);
  });

  test('more terms than are allowed are left out, and said so', () => {
    const text = Array.from({ length: MAX_TERMS + 1 }, (_, at) => `-w${at}`).join(' ');
    const { understood, cut } = parseQuery(text, context);
    expect(understood).toHaveLength(MAX_TERMS);
    expect(cut).toBe(true);
  });

  test('without a valid day, relative dates are words', () => {
    const { understood } = parseQuery('yesterday', { today: 'soon' });
    expect(understood.map(({ term }) => term.type)).toEqual(['words']);
  });
});
