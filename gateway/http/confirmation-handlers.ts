/** Handlers of the rows about confirmations: joins the parsed input to the core. Decides nothing itself. */
import type { confirmationRoutes } from '../../shared/wire/record-routes.ts';
import type { Confirmations } from '../core/confirmations.ts';
import type { Handlers } from './handler.ts';
import { reasoned } from './reasoned.ts';

interface ConfirmationHandlerDeps {
  readonly confirmations: Confirmations;
}

export const confirmationPart = ({
  confirmations,
}: ConfirmationHandlerDeps): Pick<Handlers, keyof typeof confirmationRoutes> => ({
  askConfirmation: ({ asker, body }) => confirmations.ask(reasoned(asker), body.record, body.priority),
  confirmations: async ({ asker }) => ({ confirmations: await confirmations.list(asker) }),
});
