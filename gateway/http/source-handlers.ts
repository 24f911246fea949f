/** Handler of the row that says which sources answer now and what they usually take: joins the session to the core. Decides nothing itself. */
import { createSourceStates } from '../core/source-states.ts';
import type { SourceTimes } from '../core/source-times.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { Handlers } from './handler.ts';

export const sourcePart = (deps: {
  readonly sources: RecordSources;
  readonly times: Pick<SourceTimes, 'of'>;
  readonly clock: Clock;
}): Pick<Handlers, 'sourceStates'> => {
  const states = createSourceStates(deps);
  return { sourceStates: ({ asker }) => states.of(asker) };
};
