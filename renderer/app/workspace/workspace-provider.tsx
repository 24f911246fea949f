/** Loads the workspace when the session becomes active, and saves it shortly after each change. Holds no record content. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import type { BridgeClient } from '../../bridge/client.ts';
import { useSay } from '../bottom-line.ts';
import { WorkspaceContext, type WorkspaceActions } from './workspace-context.ts';
import {
  EMPTY_WORKSPACE,
  withColumns,
  withCompared,
  withDraft,
  withNextTab,
  withoutTab,
  withPlaces,
  withTab,
  withTabPatch,
} from './workspace-model.ts';

/** Milliseconds after the last change at which it is saved. */
const SAVE_AFTER = 400;

/** Saves a moment after the last change, and at once when asked to or when the page goes away. */
function useSaving(bridge: BridgeClient, workspace: Workspace | null): () => Promise<void> {
  const latest = useRef(workspace);
  const saved = useRef<Workspace | null>(null);
  const save = useCallback(async () => {
    const next = latest.current;
    if (!next || next === saved.current) return;
    saved.current = next;
    await bridge.call('workspace.save', { workspace: next });
  }, [bridge]);
  useEffect(() => {
    latest.current = workspace;
    if (!workspace) return;
    // What was loaded needs no saving.
    saved.current ??= workspace;
    const timer = setTimeout(() => void save(), SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [save, workspace]);
  useEffect(() => {
    const onHide = (): void => void save();
    globalThis.addEventListener('pagehide', onHide);
    return () => globalThis.removeEventListener('pagehide', onHide);
  }, [save]);
  return save;
}

export function WorkspaceProvider({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const bridge = useBridge();
  const say = useSay();
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  useEffect(() => {
    let wanted = true;
    void bridge.call('workspace.get', {}).then((reply) => {
      if (!wanted) return;
      setWorkspace((reply.ok ? reply.value.workspace : null) ?? EMPTY_WORKSPACE);
      if (!reply.ok) say('Your workspace could not be opened: starting with an empty one.');
    });
    return () => {
      wanted = false;
    };
  }, [bridge, say]);
  const saveNow = useSaving(bridge, workspace);
  const actions = useMemo((): WorkspaceActions => {
    const change = (next: (workspace: Workspace) => Workspace): void =>
      setWorkspace((current) => (current ? next(current) : current));
    return {
      setRoom: (room) => change((now) => ({ ...now, room })),
      openRecord: (tab) => change((now) => withTab(now, tab)),
      closeTab: (id) => change((now) => withoutTab(now, id)),
      selectTab: (openTab) => change((now) => ({ ...now, room: 'search', openTab })),
      nextTab: (step) => change((now) => withNextTab(now, step)),
      patchTab: (id, patch) => change((now) => withTabPatch(now, id, patch)),
      setPlaces: (places) => change((now) => withPlaces(now, places)),
      setCompared: (compared) => change((now) => withCompared(now, compared(now.compared ?? null))),
      setBox: (patch) => change((now) => ({ ...now, box: { ...now.box, ...patch } })),
      setDraft: (key, text) => change((now) => withDraft(now, key, text)),
      setColumns: (role, columns) => change((now) => withColumns(now, role, columns)),
      setSettings: (patch) => change((now) => ({ ...now, settings: { ...now.settings, ...patch } })),
      saveNow,
    };
  }, [saveNow]);
  const value = useMemo(() => (workspace ? { ...actions, workspace } : null), [actions, workspace]);
  return value ? <WorkspaceContext value={value}>{children}</WorkspaceContext> : waiting;
}
