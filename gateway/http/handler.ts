/** The shape of a route's handler, typed by its row of the table. */
import type { Asker } from '../core/asker.ts';
import type { LiveSession } from '../core/sessions.ts';
import type { EnrolledWorkstation } from '../core/workstations/enrolled-workstation.ts';
import type { ROUTES, RouteBody, RouteName, RouteOutput, RouteParams } from '../../shared/wire/routes.ts';

/** What a handler is given: parsed input, and the asker unless the row is public. */
export interface HandlerInput<N extends RouteName> {
  readonly body: RouteBody<N>;
  readonly params: RouteParams<N>;
  readonly address: string;
  /** As the connection has proven it; null for rows that answer anybody. */
  readonly workstation: (typeof ROUTES)[N] extends { readonly workstation: 'any' } ? null : EnrolledWorkstation;
  readonly asker: (typeof ROUTES)[N]['access'] extends 'public' ? null : Asker;
  readonly session: (typeof ROUTES)[N]['access'] extends 'public' ? null : LiveSession;
}

type Answer<N extends RouteName> = (typeof ROUTES)[N] extends { readonly stream: true }
  ? AsyncIterable<RouteOutput<N>>
  : Promise<RouteOutput<N>> | RouteOutput<N>;

export type Handler<N extends RouteName> = (input: HandlerInput<N>) => Answer<N>;

/** One handler per row: a row without one does not compile. */
export type Handlers = { readonly [N in RouteName]: Handler<N> };
