/** Forgets opened records that are no longer open, or were opened for another reason: opening them again is a new view, and logged as one. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isOpenedKey } from './use-open-record.ts';

/** @param openIds Ids of the tabs. @param reasonId The reason in force; null forgets all. */
export function useForgetRecords(openIds: readonly string[], reasonId: string | null): void {
  const queries = useQueryClient();
  const open = openIds.join(' ');
  useEffect(() => {
    const kept = new Set(open.split(' '));
    queries.removeQueries({
      predicate: ({ queryKey }) =>
        isOpenedKey(queryKey) && (queryKey[2] !== reasonId || !kept.has(String(queryKey[1]))),
    });
  }, [open, queries, reasonId]);
}
