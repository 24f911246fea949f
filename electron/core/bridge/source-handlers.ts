/** The handlers of what the page asks of sources: how they are, and which are to come back. Keep nothing themselves. */
import type { GatewayClient } from '../link/gateway-client.ts';
import type { SourceWatch } from '../sources/source-watch.ts';
import type { Handlers } from './handlers.ts';

export const sourceHandlers = ({
  client,
  sourceWatch,
}: {
  readonly client: Pick<GatewayClient, 'request'>;
  readonly sourceWatch: SourceWatch;
}): Pick<Handlers, 'source.states' | 'source.watch'> => ({
  'source.states': (_, { signal }) => client.request('sourceStates', { signal }),
  'source.watch': ({ sources }) => {
    sourceWatch.watch(sources);
    return {};
  },
});
