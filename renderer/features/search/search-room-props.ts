/** What the search room is given: its box in the workspace, the running search, and whom to ask for what lies outside it. */
import type { ReactNode } from 'react';
import type { CallInput, Workspace } from '../../../shared/bridge/calls.ts';
import type { SourceId } from '../../../shared/records/kind.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import type { SearchAround } from '../../app/rooms/search-around.ts';
import type { SearchSession } from './use-search-session.ts';

type Box = Workspace['box'];

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
