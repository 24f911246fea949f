/** Entries for stolen plates and guns of fictional persons, beside the vehicles and articles that incidents enter. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { pastMoment, serial } from './incident.ts';
import { plateText, vehicleMentions, victimMentions, victimRow } from './parts.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { dayOf, plusMinutes } from './when.ts';

const GUNS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['GLOCK', '9MM PISTOL'],
  ['SMITH & WESSON', '.38 REVOLVER'],
  ['TAURUS', '9MM PISTOL'],
  ['RUGER', '.22 PISTOL'],
];
/** Numbers of their own, away from those of incidents. */
const SERIALS = 500_000;

/** Plates and guns that were stolen from this person; none from most. */
export function stolenFrom(person: Person, random: Random): readonly NewRecord[] {
  const number = `NYS-${dayOf(pastMoment(random)).slice(0, 4)}-${serial(SERIALS + person.index, 6)}`;
  if (person.index % 67 === 3 && person.vehicle !== null) {
    const [plate] = vehicleMentions(person.vehicle, 'stolen plate');
    return [
      entry(person, random, number, {
        title: 'Stolen licence plate',
        category: 'LICENSE PLATE',
        property: rowOf({ article: 'LICENSE PLATE', plate: plateText(person.vehicle) }),
        mentions: plate === undefined ? [] : [plate],
      }),
    ];
  }
  if (person.index % 89 !== 7) return [];
  const [make, article] = random.pick(GUNS);
  const serialNumber = `G${String(random.whole(100_000, 999_999))}X`;
  return [
    entry(person, random, number, {
      title: `Stolen gun: ${make.toLowerCase()} ${article.toLowerCase()}`,
      category: 'GUN',
      property: rowOf({ article, make, serial: serialNumber }),
      mentions: [{ type: 'serial', value: serialNumber, role: 'stolen gun', tags: ['identifying'] }],
    }),
  ];
}

interface Item {
  readonly title: string;
  readonly category: string;
  readonly property: ReturnType<typeof rowOf>;
  readonly mentions: NewRecord['mentions'];
}

function entry(owner: Person, random: Random, number: string, item: Item): NewRecord {
  const year = number.slice(4, 8);
  const stolen = `${year}-0${String(random.whole(1, 9))}-${String(random.whole(10, 28))}`;
  return draft({
    kind: 'stolen',
    number,
    title: item.title,
    origin: 'sample',
    occurredAt: stolen,
    precinct: owner.precinct,
    offence: `${item.category} FILE`,
    state: { label: 'Stolen', tone: 'danger' },
    cautions: item.category === 'GUN' ? ['stolen-not-confirmed', 'officer-safety'] : ['stolen-not-confirmed'],
    body: bodyOf({
      entry: rowOf({
        category: item.category,
        status: 'STOLEN',
        caution: 'CONFIRM WITH ENTERING AGENCY BEFORE ACTING',
      }),
      victims: victimRow(owner, 'Owner', stolen),
      property: item.property,
      place: rowOf({ precinct: owner.precinct }),
      times: rowOf({ stolen, entered: plusMinutes(stolen, 900) }),
      agency: rowOf({
        agency: 'NEW YORK CITY PD',
        ori: 'NY0303000',
        confirmWith: 'STOLEN PROPERTY INQUIRY SECTION',
      }),
    }),
    mentions: [...victimMentions(owner, 'owner').slice(0, 1), ...item.mentions],
  });
}
