/** What both stores are filled with for comparison: a generated city, the odd records that a city also has, and what changed since. Fictional. */
import { generateRecords } from '../../gateway/generate/generate-records.ts';
import { randomFor } from '../../gateway/sample/random.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { mention, record, RECORDS } from '../gateway/store-records.ts';

/** Signs, scripts, times and repeats that a clean sample never has. */
function oddRecords(): readonly NewRecord[] {
  const sameMinute = Array.from({ length: 40 }, (_, at) =>
    record({
      kind: at % 3 === 0 ? 'call911' : 'complaint',
      number: `ODD-${String(at)}`,
      occurredAt: '2026-03-01T12:00',
      precinct: at % 2 === 0 ? 113 : 105,
      offence: at % 4 === 0 ? 'Déjà vu' : 'ASSAULT 3',
      state: { label: at % 5 === 0 ? 'Closed' : 'Open', tone: 'neutral' },
      mentions: [mention('plate', `OB1I8${String(at % 7)}`, ['identifying'], at % 2 === 0 ? { state: 'NY' } : {})],
      body: {
        narrative: [{ text: `Groß Straße ${String(at)}, naïve café — “O’Neill” said: 東京 was ٣ km away… Ⅻ ﬁne` }],
      },
    }),
  );
  const unknown = Array.from({ length: 25 }, (_, at) =>
    record({
      kind: at % 2 === 0 ? 'case' : 'public',
      number: `UNK-${String(at)}`,
      occurredAt: at % 5 === 0 ? '1899-05-01' : at % 7 === 0 ? '1974-01-01' : null,
      precinct: null,
      offence: null,
      mentions: [mention('person', at % 2 === 0 ? 'O’BRIEN-SMITH, SÉAN' : 'NGUYEN, THỊ', ['identifying'])],
    }),
  );
  const twice = record({
    kind: 'complaint',
    number: 'TWICE-1',
    address: '12 MAIN ST',
    mentions: [
      mention('plate', 'TWICE11'),
      mention('plate', 'TWICE11', ['identifying'], { state: 'NJ' }),
      mention('person', 'TWICE, ANNA', ['victim']),
      mention('person', 'TWICE, ANNA', ['open']),
      mention('address', '12 MAIN STREET', ['victim']),
      mention('serial', 'SN-99-1'),
      mention('vin', '1HGCM82633A004352'),
      mention('phone', '+1 (212) 555-0147', ['contact']),
    ],
    links: [
      { kind: 'case', number: 'UNK-0', relation: 'case of this complaint' },
      { kind: 'case', number: 'UNK-0', relation: 'said again' },
      { kind: 'arrest', number: 'NOWHERE', relation: 'arrest of this complaint' },
    ],
  });
  return [...sameMinute, ...unknown, twice];
}

/** One after the other, each as one write. */
export async function differentialWrites(seed: string, many: number): Promise<readonly (readonly NewRecord[])[]> {
  const random = randomFor(`${seed} writes`);
  const city = [...(await generateRecords(seed, many))];
  const all = [...RECORDS, ...oddRecords(), ...city];
  const writes: (readonly NewRecord[])[] = [];
  for (let at = 0; at < all.length; at += 700) writes.push(all.slice(at, at + 700));
  const changed = all
    .filter(() => random.chance(0.05))
    .map((one): NewRecord => {
      const what = random.whole(0, 4);
      if (what === 0)
        return { ...one, occurredAt: `2025-0${String(random.whole(1, 9))}-11T0${String(random.whole(0, 9))}:30` };
      if (what === 1) return { ...one, sealed: !one.sealed };
      if (what === 2)
        return { ...one, mentions: [...one.mentions, mention('plate', `CHG${String(random.whole(100, 140))}`)] };
      if (what === 3) return { ...one, title: `${one.title} reopened`.slice(0, 160), juvenile: !one.juvenile };
      return one;
    });
  const [first] = changed;
  // The same record twice in one write, moved in between.
  const again = first ? [first, { ...first, occurredAt: null }, { ...first, occurredAt: '2026-03-01T12:00' }] : [];
  return [...writes, changed, [...again, ...changed.slice(0, 40)], all.slice(0, 50)];
}
