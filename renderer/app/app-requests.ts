/** What any screen may ask of the frame: the reason dialog, an explanation. The frame composes; features never import each other. */
import { createContext, useContext } from 'react';
import type { ExplainAbout } from './actions/action.ts';

interface AppRequests {
  /** Opens the reason dialog; `then` runs once a reason is in force (e.g. the search that needed it). */
  readonly askReason: (then?: () => void) => void;
  /** "Why can't I?" */
  readonly explain: (about: ExplainAbout) => void;
  /** The person's own second factor. */
  readonly openFactor: () => void;
  /** Whether somebody left the screen: while they did, no dialog is drawn over it (the reason dialog names jobs). */
  readonly setLeft: (left: boolean) => void;
  readonly isLeft: boolean;
}
export const AppRequestsContext = createContext<AppRequests>({
  askReason: () => {},
  explain: () => {},
  openFactor: () => {},
  setLeft: () => {},
  isLeft: false,
});
export const useAppRequests = (): AppRequests => useContext(AppRequestsContext);
