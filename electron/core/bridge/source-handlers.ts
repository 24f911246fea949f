/** The handler of what the page waits for: sources that are to come back. Keeps nothing itself. */
import type { SourceWatch } from '../sources/source-watch.ts';
import type { Handlers } from './handlers.ts';

export const sourceHandlers = ({
  sourceWatch,
}: {
  readonly sourceWatch: SourceWatch;
}): Pick<Handlers, 'source.watch'> => ({
  'source.watch': ({ sources }) => {
    sourceWatch.watch(sources);
    return {};
  },
});
