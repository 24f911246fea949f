/**
 * Which sources that did not answer this search would answer now: main looks while the search is in sight, and no longer.
 * Asks no source itself and runs nothing again: that is the person's.
 */
import { useEffect, useState } from 'react';
import { SOURCE_IDS, SOURCES, type SourceId } from '../../../shared/records/kind.ts';
import { useBridge, useTopic } from '../../bridge/bridge-context.ts';
import type { SearchRun } from './search-run.ts';
import { canRunAgain } from './source-answers.ts';

/** Whether the window is to be seen at all. */
function useInSight(): boolean {
  const [inSight, setInSight] = useState(() => document.visibilityState !== 'hidden');
  useEffect(() => {
    const onChange = (): void => setInSight(document.visibilityState !== 'hidden');
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return inSight;
}

const missingOf = ({ results }: SearchRun): readonly SourceId[] =>
  SOURCE_IDS.filter((source) => results.sources[source] !== undefined && canRunAgain(results.sources[source]));

interface Returned {
  readonly key: string;
  readonly sources: readonly SourceId[];
}

/** @param onReturned Told what to say when one is back. Answers those that are back since this search. */
export function useSourceReturns(
  run: SearchRun,
  isActive: boolean,
  onReturned: (text: string) => void,
): readonly SourceId[] {
  const bridge = useBridge();
  const [returned, setReturned] = useState<Returned>({ key: '', sources: [] });
  const back = returned.key === run.key ? returned.sources : [];
  const isOver = run.status === 'done' || run.status === 'failed';
  const isInSight = useInSight() && isActive;
  const wanted =
    isInSight && isOver
      ? missingOf(run)
          .filter((source) => !back.includes(source))
          .join(' ')
      : '';
  const { key } = run;
  useEffect(() => {
    if (wanted === '') return;
    const sources = SOURCE_IDS.filter((source) => wanted.split(' ').includes(source));
    void bridge.call('source.watch', { sources });
    return () => void bridge.call('source.watch', { sources: [] });
  }, [bridge, wanted, key]);
  useTopic('source.returned', ({ sources }) => {
    const now = sources.filter((source) => wanted.split(' ').includes(source));
    if (now.length === 0) return;
    setReturned({ key, sources: [...back, ...now] });
    const names = now.map((source) => SOURCES[source].label).join(', ');
    onReturned(`${names} ${now.length === 1 ? 'answers' : 'answer'} again: R runs the search once more.`);
  });
  return back;
}
