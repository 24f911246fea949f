/** Handlers of the rows about what a person keeps: joins the parsed input to the core, each for the person's own account. */
import type { Desk } from '../core/desk.ts';
import type { Clock } from '../ports/clock.ts';
import type { DESK_ROUTES } from '../../shared/wire/desk-routes.ts';
import type { Handlers } from './handler.ts';
import { reasoned } from './reasoned.ts';

interface DeskHandlerDeps {
  readonly desk: Desk;
  readonly clock: Clock;
}

export const deskPart = ({ desk, clock }: DeskHandlerDeps): Pick<Handlers, keyof typeof DESK_ROUTES> => {
  const { saved, tour, pins } = desk;
  return {
    savedSearches: ({ session }) => saved.of(session.account.id),
    saveSearch: ({ asker, session, body }) => saved.save(reasoned(asker), session.account.id, body),
    forgetSearch: async ({ asker, session, params }) => {
      await saved.forget(asker, session.account.id, params.savedId);
      return { forgottenAt: new Date(clock.now()).toISOString() };
    },
    seenSearch: ({ asker, session, params, body }) =>
      saved.seen(reasoned(asker), session.account.id, params.savedId, body.arrival),
    tourSearches: ({ session }) => tour.of(session.account.id),
    pins: ({ asker, session }) => pins.of(reasoned(asker), session.account.id),
    pin: ({ asker, session, body }) => pins.pin(reasoned(asker), session.account.id, body.record),
    unpin: ({ asker, session, params }) => pins.unpin(reasoned(asker), session.account.id, params.id),
  };
};
