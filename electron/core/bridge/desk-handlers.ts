/** The handlers of what a person keeps and of what surrounds an open record: passed on to the gateway and back, nothing kept here (S6). */
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Handlers } from './handlers.ts';

type Of<Noun extends string> = Pick<Handlers, Extract<keyof Handlers, `${Noun}.${string}`>>;
interface Parts {
  readonly client: GatewayClient;
}

/** Saved searches, the searches of the tour, pins. */
export function deskHandlers({ client }: Parts): Of<'saved'> & Of<'tour'> & Of<'pin'> {
  return {
    'saved.list': (_, { signal }) => client.request('savedSearches', { signal }),
    'saved.save': (body, { signal }) => client.request('saveSearch', { body, signal }),
    'saved.forget': async (params, { signal }) => {
      await client.request('forgetSearch', { params, signal });
      return {};
    },
    'saved.seen': ({ savedId, arrival }, { signal }) =>
      client.request('seenSearch', { params: { savedId }, body: { arrival }, signal }),
    'tour.searches': (_, { signal }) => client.request('tourSearches', { signal }),
    'pin.list': (_, { signal }) => client.request('pins', { signal }),
    'pin.add': (body, { signal }) => client.request('pin', { body, signal }),
    'pin.remove': ({ record }, { signal }) => client.request('unpin', { params: { id: record }, signal }),
  };
}

/** Neighbours, images and recordings by the piece, a cell to copy, leave to print. */
export function recordWorkHandlers({
  client,
}: Parts): Of<'media'> & Pick<Handlers, 'record.neighbourhood' | 'record.copy' | 'record.print'> {
  return {
    'record.neighbourhood': (params, { signal }) => client.request('neighbourhood', { params, signal }),
    'record.copy': (body, { signal }) => client.request('copyCell', { body, signal }),
    'record.print': (body, { signal }) => client.request('printRecord', { body, signal }),
    'media.open': (body, { signal }) => client.request('openMedia', { body, signal }),
    'media.piece': (body, { signal }) => client.request('mediaPiece', { body, signal }),
    'media.close': async (body, { signal }) => {
      await client.request('closeMedia', { body, signal });
      return {};
    },
  };
}
