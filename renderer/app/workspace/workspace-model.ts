/** Changes of the workspace as pure functions: tabs, box, drafts, settings. Holds references and the person's own text, never record content. */
import type { Workspace } from '../../../shared/bridge/calls.ts';

export type WorkspaceTab = Workspace['tabs'][number];
export type WorkspaceBox = Workspace['box'];
export type WorkspaceCompared = NonNullable<Workspace['compared']>;
export type WorkspacePlaces = Readonly<Record<'trail' | 'ahead', readonly (string | null)[]>>;
export type WorkspaceSettings = Workspace['settings'];

/** Open records at a time; the oldest closes when another is opened. The contract's bound. */
export const MAX_TABS = 30;

export const EMPTY_WORKSPACE: Workspace = {
  room: 'search',
  tabs: [],
  openTab: null,
  box: { text: '', request: null, selected: null, scroll: 0 },
  drafts: {},
  settings: { theme: 'system', density: 'compact' },
};

export function withTab(workspace: Workspace, tab: Pick<WorkspaceTab, 'id' | 'label' | 'kind'>): Workspace {
  const known = workspace.tabs.some((each) => each.id === tab.id);
  const tabs = known ? workspace.tabs : [...workspace.tabs, { ...tab, scroll: 0 }].slice(-MAX_TABS);
  return { ...workspace, room: 'search', tabs, openTab: tab.id };
}

/** Closes a tab; the one to its left opens, or the search. */
export function withoutTab(workspace: Workspace, id: string): Workspace {
  const at = workspace.tabs.findIndex((tab) => tab.id === id);
  if (at < 0) return workspace;
  const tabs = workspace.tabs.filter((tab) => tab.id !== id);
  const openTab = workspace.openTab === id ? (tabs[at - 1]?.id ?? null) : workspace.openTab;
  return { ...workspace, tabs, openTab };
}

export const withTabPatch = (
  workspace: Workspace,
  id: string,
  patch: Partial<Omit<WorkspaceTab, 'id'>>,
): Workspace => ({
  ...workspace,
  tabs: workspace.tabs.map((tab) => (tab.id === id ? { ...tab, ...patch } : tab)),
});

/** An empty draft is dropped. Bounds are the contract's. */
export function withDraft(workspace: Workspace, key: string, text: string): Workspace {
  const drafts = Object.fromEntries(Object.entries(workspace.drafts).filter(([each]) => each !== key));
  return { ...workspace, drafts: text === '' ? drafts : { ...drafts, [key.slice(0, 40)]: text.slice(0, 4000) } };
}

export const withColumns = (workspace: Workspace, role: string, columns: readonly string[]): Workspace => ({
  ...workspace,
  columns: { ...workspace.columns, [role]: [...columns] },
});

/** The tab `step` places along, the search counting as the first. */
export function withNextTab(workspace: Workspace, step: 1 | -1): Workspace {
  const ids = [null, ...workspace.tabs.map((tab) => tab.id)];
  const at = ids.indexOf(workspace.openTab);
  return { ...workspace, room: 'search', openTab: ids[(at + step + ids.length) % ids.length] ?? null };
}

/** The way back and forth, changed from what it is now. */
export function withPlaces(
  workspace: Workspace,
  change: (now: WorkspacePlaces) => Partial<WorkspacePlaces>,
): Workspace {
  const now = { trail: workspace.trail ?? [], ahead: workspace.ahead ?? [] };
  const { trail, ahead } = { ...now, ...change(now) };
  return { ...workspace, trail: [...trail], ahead: [...ahead] };
}

/** The comparison that is open; null: none. */
export function withCompared(workspace: Workspace, compared: WorkspaceCompared | null): Workspace {
  const { compared: before, ...rest } = workspace;
  if (compared === null) return before === undefined ? workspace : rest;
  return { ...rest, compared };
}
