/**
 * Whether the sources a person may ask answer at this moment, and how long they usually take (S3). Asks a custodian nothing
 * but whether it is there, once for everybody who wants to know, and tells nothing of sources without a grant (S25).
 */
import type { SourceId } from '../../shared/records/kind.ts';
import type { SourceStates } from '../../shared/records/search.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { Asker } from './asker.ts';
import { within, WAITING } from './asking-sources.ts';
import type { SourceTimes } from './source-times.ts';
import { grantedSources } from './sources.ts';

/** Milliseconds for which an answer stands: custodians hear from the department this often, whoever waits. */
const STANDS_MS = 4_000;
const WAIT_MS = 3_000;

export interface SourceStatesView {
  readonly of: (asker: Asker) => Promise<SourceStates>;
}

export function createSourceStates({
  sources,
  times,
  clock,
}: {
  readonly sources: RecordSources;
  readonly times: Pick<SourceTimes, 'of'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}): SourceStatesView {
  const told = new Map<SourceId, { readonly at: number; readonly state: Promise<'up' | 'down'> }>();

  const stateOf = (id: SourceId): Promise<'up' | 'down'> => {
    const now = clock.monotonic();
    const before = told.get(id);
    if (before !== undefined && now - before.at < STANDS_MS) return before.state;
    const state = within(WAIT_MS, WAITING, () => sources[id].health()).then(
      (health) => health.state,
      () => 'down' as const,
    );
    told.set(id, { at: now, state });
    return state;
  };

  const lineOf = async (source: SourceId): Promise<SourceStates['sources'][number]> => {
    const usual = times.of(source);
    return { source, state: await stateOf(source), ...(usual === null ? {} : { usual }) };
  };

  return { of: async (asker) => ({ sources: await Promise.all(grantedSources(asker).map(lineOf)) }) };
}
