/**
 * How many records each reading of the question would find. Asks after a search alone, for the reason in force and with the
 * filters of that search; never while somebody types, and never for what the gateway would refuse.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isProtectedOnly } from '../../../shared/policy/protected-attributes.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import type { CountAnswer, SearchRequest } from '../../../shared/records/search.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { othersOf, termsWith, waysOf, type Reading } from './readings.ts';
import { sameTerms } from './same-terms.ts';
import type { SearchSession } from './use-search-session.ts';

export type ReadingCount = CountAnswer['counts'][number];

export interface ReadingCounts {
  /** Whether what the box says is what was searched: only then readings are counted. */
  readonly isAsked: boolean;
  /** Undefined: not counted. */
  readonly of: (reading: Reading, option: number) => ReadingCount | undefined;
  /** Counts every reading of a piece that is not counted yet. */
  readonly ask: (reading: Reading) => void;
}

interface Input {
  readonly search: SearchSession;
  readonly readings: readonly Reading[];
  readonly request: SearchRequest | null;
  readonly reasonId: string | null;
}

/** Readings of one call, as its contract has it. */
const MOST = 6;
type Known = Readonly<Record<string, ReadingCount>>;

export function useReadingCounts({ search, readings, request, reasonId }: Input): ReadingCounts {
  const bridge = useBridge();
  const [known, setKnown] = useState<Known>({});
  /** Also what is on its way: nothing is asked twice. */
  const asked = useRef<Set<string>>(new Set());
  const terms = readings.map((reading) => reading.term);
  const filters = request?.filters ?? {};
  const isAsked = request !== null && reasonId !== null && sameTerms(terms, request.terms);
  const keyOf = (question: readonly Term[]): string => JSON.stringify([reasonId, filters, question]);

  const count = async (questions: readonly (readonly Term[])[]): Promise<void> => {
    const wanted = questions
      .filter((question) => !isProtectedOnly(question) && !asked.current.has(keyOf(question)))
      .slice(0, MOST);
    if (!isAsked || wanted.length === 0) return;
    const keys = wanted.map(keyOf);
    for (const key of keys) asked.current.add(key);
    const reply = await bridge.call('search.count', { readings: wanted.map((question) => [...question]), filters });
    // What could not be counted stays unsaid.
    if (!reply.ok) return;
    const { counts } = reply.value;
    setKnown((before) => {
      const next: Record<string, ReadingCount> = { ...before };
      for (const [at, key] of keys.entries()) if (counts[at]) next[key] = counts[at];
      return next;
    });
  };

  const { status } = search.run;
  const question = JSON.stringify([reasonId, terms, filters]);
  const countWays = useEffectEvent(() => {
    // Without a row every other reading is offered, each with what it would find.
    const offered = search.run.results.rows.length > 0 ? waysOf(readings) : othersOf(readings);
    void count(offered.map(({ reading, option }) => termsWith(readings, reading, option)));
  });
  useEffect(() => {
    if (status === 'done' && isAsked) countWays();
  }, [status, isAsked, question]);

  return {
    isAsked,
    of: (reading, option) => (isAsked ? known[keyOf(termsWith(readings, reading, option))] : undefined),
    ask: (reading) => void count(reading.options.map((_, option) => termsWith(readings, reading, option))),
  };
}
