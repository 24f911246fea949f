/** What is said of each source of a search: its state, why it does not answer, of what time its copy is, what it cost. Pure. */
import { SOURCE_IDS, type SourceId } from '../../../shared/records/kind.ts';
import type { Results, SourceProgress } from '../../../shared/records/results.ts';
import { clockText, instantText } from '../../ui/time.ts';
import type { SourceAnswer } from './outcome.ts';

export const sourceAnswers = (results: Results): readonly SourceAnswer[] =>
  SOURCE_IDS.flatMap((source) => {
    const progress = results.sources[source];
    return progress === undefined ? [] : [{ source, state: progress.state }];
  });

const BECAUSE: Readonly<Record<NonNullable<SourceProgress['because']>, string>> = {
  'time-out': 'no answer in time',
  unreachable: 'cannot be reached',
  'circuit-open': 'failed again and again, not asked now',
  quota: 'the quota of this tour is used up (S17)',
  refused: 'refused to answer',
};

/** Why a source that is down is down, and when it is asked next. */
export const becauseText = ({ because, nextTryAt }: SourceProgress): string | null => {
  if (because === undefined) return null;
  const next = nextTryAt === undefined ? '' : `; asked again from ${clockText(new Date(nextTryAt))}`;
  return `${BECAUSE[because]}${next}`;
};

/** Whether asking once more can help: nothing brings a quota back before the next tour. */
export const canRunAgain = ({ state, because }: SourceProgress): boolean => state === 'down' && because !== 'quota';

/** What stands beside the count of a source that answered: a copy's time, a price. */
export const answerNotes = ({ state, asOf, cost }: SourceProgress): readonly string[] => {
  if (state !== 'answered') return [];
  return [
    ...(asOf === undefined ? [] : [`as of ${instantText(asOf)}`]),
    ...(cost === undefined ? [] : [`$${(cost.cents / 100).toFixed(2)}, ${String(cost.queriesLeft)} left this tour`]),
  ];
};

/** Of what time the copy is that each source answered from; current ones are left out. */
export const copyTimes = ({ sources }: Results): Readonly<Partial<Record<SourceId, string>>> =>
  Object.fromEntries(SOURCE_IDS.flatMap((source) => (sources[source]?.asOf ? [[source, sources[source].asOf]] : [])));
