/** Where the person is and what they were writing, for every screen; restored after a lock. */
import { createContext, useContext } from 'react';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type {
  WorkspaceBox,
  WorkspaceCompared,
  WorkspacePlaces,
  WorkspaceSettings,
  WorkspaceTab,
} from './workspace-model.ts';

export interface WorkspaceActions {
  readonly setRoom: (room: string) => void;
  /** Opens the record in a tab, or goes to the tab it has. Goes to the search room. */
  readonly openRecord: (tab: Pick<WorkspaceTab, 'id' | 'label' | 'kind'>) => void;
  readonly closeTab: (id: string) => void;
  /** null: the search itself. */
  readonly selectTab: (id: string | null) => void;
  readonly nextTab: (step: 1 | -1) => void;
  /** Scroll, section or label of a tab. */
  readonly patchTab: (id: string, patch: Partial<Omit<WorkspaceTab, 'id'>>) => void;
  /** The way back and forth between the places. */
  readonly setPlaces: (change: (now: WorkspacePlaces) => Partial<WorkspacePlaces>) => void;
  /** What is compared; null: nothing. */
  readonly setCompared: (change: (now: WorkspaceCompared | null) => WorkspaceCompared | null) => void;
  readonly setBox: (patch: Partial<WorkspaceBox>) => void;
  /** '' drops the draft. */
  readonly setDraft: (key: string, text: string) => void;
  /** Columns of the result grid, for the role acted in. */
  readonly setColumns: (role: string, columns: readonly string[]) => void;
  readonly setSettings: (patch: Partial<WorkspaceSettings>) => void;
  /** Sends what is not saved yet, at once: before a lock. */
  readonly saveNow: () => Promise<void>;
}

export interface WorkspaceContextValue extends WorkspaceActions {
  readonly workspace: Workspace;
}

export const WorkspaceContext = createContext<WorkspaceContextValue | null>(null);

/** @throws outside the active phase. */
export function useWorkspace(): WorkspaceContextValue {
  const value = useContext(WorkspaceContext);
  if (!value) throw new Error('No workspace above this component');
  return value;
}
