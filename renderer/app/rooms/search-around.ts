/** What stands beside the search may see of it and ask of it: saved searches, searches of the tour. Never its rows. */
import type { SearchRequest } from '../../../shared/records/search.ts';
import type { ArrivalMarks } from '../../../shared/session/desk.ts';

export interface SearchAround {
  /** The search on the screen; null: none. */
  readonly current: {
    readonly text: string;
    /** Without marks of its own. */
    readonly request: SearchRequest;
    readonly since: ArrivalMarks | undefined;
    readonly arrival: ArrivalMarks;
    readonly isDone: boolean;
  } | null;
  readonly run: (text: string, request: SearchRequest) => void;
  /** Whether the place before a search is on the screen. */
  readonly isAtStart: boolean;
  readonly isActive: boolean;
}
