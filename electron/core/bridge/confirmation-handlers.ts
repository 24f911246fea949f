/** The handlers of confirmations: asked of the gateway and told as it says, nothing kept here. */
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Handlers } from './handlers.ts';

export const confirmationHandlers = ({
  client,
}: {
  readonly client: GatewayClient;
}): Pick<Handlers, 'record.confirm' | 'confirmation.list'> => ({
  'record.confirm': (body, { signal }) => client.request('askConfirmation', { body, signal }),
  'confirmation.list': (_, { signal }) => client.request('confirmations', { signal }),
});
