/** Two records beside each other: which, until they are closed or the reason they were opened for is another. Kept over a lock. */
import { useCallback } from 'react';
import type { ResultRow } from '../../../shared/records/search.ts';
import type { ComparedRecord } from '../../features/viewer/compare/compare-page.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import type { WorkspaceCompared } from '../workspace/workspace-model.ts';

const reference = ({ id, number, kind }: ComparedRecord): ComparedRecord => ({ id, number, kind });

export function useCompare(reasonId: string | null) {
  const { workspace, setCompared } = useWorkspace();
  const held = workspace.compared;
  const compare = useCallback(
    ([one, other]: readonly ResultRow[]) => {
      if (one === undefined || other === undefined || reasonId === null) return;
      setCompared(() => ({
        ...{ reasonId, records: [reference(one), reference(other)] },
        ...{ onlyDiffering: false, scroll: 0 },
      }));
    },
    [reasonId, setCompared],
  );
  const closeCompare = useCallback(() => setCompared(() => null), [setCompared]);
  const onLook = useCallback(
    (look: Partial<Pick<WorkspaceCompared, 'onlyDiffering' | 'scroll'>>) =>
      setCompared((now) => now && { ...now, ...look }),
    [setCompared],
  );
  const isFor = held !== undefined && held.reasonId === reasonId;
  return { compared: isFor ? held.records : null, look: held ?? null, onLook, compare, closeCompare };
}
