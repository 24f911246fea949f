/** What the search room is given: its box in the workspace, the running search, and whom to ask for what lies outside it. */
import type { ReactNode } from 'react';
import type { CallInput, Workspace } from '../../../shared/bridge/calls.ts';
import type { SourceId } from '../../../shared/records/kind.ts';
import type { ResultRow, SearchRequest } from '../../../shared/records/search.ts';
import type { ArrivalMarks } from '../../../shared/session/desk.ts';
import type { SearchSession } from './use-search-session.ts';

type Box = Workspace['box'];

/** What a neighbour of the search may see of it and ask of it: saved searches, searches of the tour. */
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

export interface SearchRoomProps {
  readonly search: SearchSession;
  readonly box: Box;
  readonly onBox: (patch: Partial<Box>) => void;
  /** Pixels of a row at the chosen density. */
  readonly rowHeight: number;
  /** The columns chosen for the role in force; absent: the usual ones. */
  readonly columns: readonly string[] | undefined;
  readonly onColumns: (columns: readonly string[]) => void;
  readonly reasonId: string | null;
  /** Sources this person may search. */
  readonly sources: readonly SourceId[];
  readonly onOpen: (row: ResultRow) => void;
  /** Both are opened, and each opening is logged. */
  readonly onCompare: (rows: readonly ResultRow[]) => void;
  /** Asks for the reason; `then` runs once it is in force. */
  readonly onReason: (then: () => void) => void;
  /** Whether the room is on screen: only then it has keys and speaks. */
  readonly isActive: boolean;
  readonly onExplain: (about: CallInput<'access.explain'>['about']) => void;
  /** The sentence of the bottom line. */
  readonly onStatus: (sentence: string) => void;
  /** What the person keeps, shown before a search. */
  readonly kept: (around: SearchAround) => ReactNode;
}
