/** Handlers of the rows around an open record: its neighbours, its images and recordings, a cell to copy, leave to print. Decides nothing itself. */
import type { copyRoutes, mediaRoutes, neighbourhoodRoutes, printRoutes } from '../../shared/wire/record-routes.ts';
import type { Copies } from '../core/copies.ts';
import type { Media } from '../core/media.ts';
import type { Neighbourhoods } from '../core/neighbourhood.ts';
import type { Prints } from '../core/prints.ts';
import type { Clock } from '../ports/clock.ts';
import type { Handlers } from './handler.ts';
import { reasoned } from './reasoned.ts';

interface RecordHandlerDeps {
  readonly neighbourhoods: Neighbourhoods;
  readonly media: Media;
  readonly copies: Copies;
  readonly prints: Prints;
  readonly clock: Clock;
}

type RecordRows =
  keyof typeof neighbourhoodRoutes | keyof typeof mediaRoutes | keyof typeof copyRoutes | keyof typeof printRoutes;

export const recordWorkPart = (deps: RecordHandlerDeps): Pick<Handlers, RecordRows> => {
  const { neighbourhoods, media, copies, prints, clock } = deps;
  return {
    neighbourhood: ({ asker, params }) => neighbourhoods.around(reasoned(asker), params.id),
    openMedia: ({ asker, session, body }) => media.open(reasoned(asker), session, body),
    mediaPiece: ({ asker, session, body }) => media.piece(reasoned(asker), session, body.ticket, body.offset),
    closeMedia: ({ session, body }) => {
      media.close(session, body.ticket);
      return { closedAt: new Date(clock.now()).toISOString() };
    },
    copyCell: ({ asker, body }) => copies.copy(reasoned(asker), body),
    printRecord: ({ asker, body }) => prints.leave(reasoned(asker), body.records),
  };
};
