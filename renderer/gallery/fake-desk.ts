/** What a person keeps, on made-up data: saved searches of which one has news, searches of the tour, pins; and copies of cells. */
import type { CallName, CallParsed } from '../../shared/bridge/calls.ts';
import type { deskCalls } from '../../shared/bridge/desk-calls.ts';
import type { SearchRequest, SourceUsual } from '../../shared/records/search.ts';
import type { PinList, SavedSearch, TourSearch } from '../../shared/session/desk.ts';
import { refuse, type FakeStart } from './fake-identity.ts';
import { kindOf, revealed, viewOf } from './sample-records.ts';

type DeskCall = keyof typeof deskCalls | 'record.copy' | 'record.print' | 'source.states' | 'source.watch';

const plate = (value: string): SearchRequest => ({
  terms: [{ type: 'plate', value, match: 'starts' }],
  filters: {},
  sort: 'best',
  limit: 100,
});
const SAVED: readonly SavedSearch[] = [
  {
    id: 'gallerysaved0001',
    name: 'Plates of the Farmers Blvd pattern',
    request: plate('KLR48'),
    alert: true,
    savedAt: '2026-11-22T18:10:00.000Z',
    arrival: { department: 4_000 },
    news: 3,
    checkedAt: '2026-11-23T15:40:00.000Z',
  },
  {
    id: 'gallerysaved0002',
    name: 'Larcenies of the tour',
    request: plate('ZZQ'),
    alert: false,
    savedAt: '2026-11-20T09:00:00.000Z',
    arrival: {},
    news: null,
    checkedAt: null,
  },
];
const TOUR: readonly TourSearch[] = [
  {
    at: '2026-11-23T15:21:00.000Z',
    request: plate('KLR48'),
    count: 41,
    exact: true,
    reason: 'Job in progress J26-113-001873',
    arrival: { department: 4_600 },
  },
  {
    at: '2026-11-23T14:02:00.000Z',
    request: plate('GHT'),
    count: 10_000,
    exact: false,
    reason: 'Warrant or order check',
    arrival: {},
  },
];

const usually = (p50Ms: number, p95Ms: number): SourceUsual => ({
  ...{ searches: 240, unanswered: 0, p50Ms, p95Ms },
  since: '2026-11-23T11:02:00.000Z',
});

export function deskAnswers(start: FakeStart): {
  readonly [N in DeskCall & CallName]: (input: CallParsed<N>) => unknown;
} {
  let saved = SAVED.map((one) => (start.news === 'yes' ? one : { ...one, news: null }));
  let pins: PinList['pins'] = [];
  const pinned = (): PinList => ({ pins, hidden: 0 });
  return {
    'saved.list': () => ({ searches: saved }),
    'saved.save': (search) => {
      if (saved.length >= 50) return refuse('saved.full');
      const next: SavedSearch = {
        ...search,
        id: `gallery${String(saved.length + 100).padStart(9, '0')}`,
        savedAt: new Date().toISOString(),
        news: null,
        checkedAt: null,
      };
      saved = [next, ...saved];
      return next;
    },
    'saved.forget': ({ savedId }) => {
      saved = saved.filter(({ id }) => id !== savedId);
      return {};
    },
    'saved.seen': ({ savedId, arrival }) => {
      saved = saved.map((one) => (one.id === savedId ? { ...one, arrival, news: 0 } : one));
      return saved.find(({ id }) => id === savedId) ?? refuse('saved.unknown');
    },
    'tour.searches': () => ({ searches: TOUR }),
    'pin.list': pinned,
    'pin.add': ({ record }) => {
      const { kind, number, title } = viewOf(record);
      pins = [{ record, kind, number, title, pinnedAt: new Date().toISOString() }, ...pins];
      return pinned();
    },
    'pin.remove': ({ record }) => {
      pins = pins.filter((pin) => pin.record !== record);
      return pinned();
    },
    'source.states': () => ({
      sources: [
        { source: 'department', state: 'up', usual: usually(12, 31) },
        { source: 'warrants', state: 'up', usual: usually(184, 412) },
      ],
    }),
    'source.watch': () => ({}),
    'record.print': () => ({ at: new Date().toISOString(), auditSeq: 48_218 }),
    'record.copy': ({ record, section, row, field }) => {
      const cell = viewOf(record).sections.find(({ id }) => id === section)?.rows[row]?.[field];
      if (cell?.show !== 'shown') return refuse('field.not-copyable', 'S39');
      const shown = revealed(kindOf(record), section, field);
      return { text: shown.show === 'shown' ? String(shown.value) : '', auditSeq: 48_217 };
    },
  };
}
