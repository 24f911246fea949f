/** Rows of the audit log, newest first, page by page for one set of filters. Each page read is an audit row of its own. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { AuditPage, AuditQuery, AuditRow } from '../../../shared/wire/oversight.ts';
import { useBridge } from '../../bridge/bridge-context.ts';

export type AuditFilters = Omit<AuditQuery, 'before' | 'limit'>;

interface AuditPages {
  readonly rows: readonly AuditRow[];
  readonly chain: AuditPage['chain'] | null;
  readonly fault: Fault | null;
  readonly isBusy: boolean;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly reload: () => void;
}

const PAGE = 100;

/** @param reasonId Rows belong to the reason they were read for; another one asks anew. null: nothing is asked. */
export function useAuditPages(filters: AuditFilters, reasonId: string | null): AuditPages {
  const bridge = useBridge();
  const query = useInfiniteQuery({
    queryKey: ['audit.page', filters, reasonId],
    queryFn: ({ pageParam }) =>
      bridge.call('audit.page', { ...filters, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.ok && last.value.more ? (last.value.rows.at(-1)?.seq ?? null) : null),
    enabled: reasonId !== null,
  });
  const { fetchNextPage, refetch } = query;
  const pages = query.data?.pages ?? [];
  const failed = pages.find((page) => !page.ok);
  const read = pages.flatMap((page) => (page.ok ? [page.value] : []));
  return {
    rows: read.flatMap((page) => page.rows),
    chain: read[0]?.chain ?? null,
    fault: failed ? failed.fault : null,
    isBusy: query.isFetching,
    hasMore: query.hasNextPage,
    more: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    reload: useCallback(() => void refetch(), [refetch]),
  };
}
