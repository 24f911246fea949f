/** Forgets opened records that are no longer open, or were opened for another reason: opening them again is a new view, and logged as one. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ResultRow } from '../../../shared/records/search.ts';
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

/** What a search found to be different is opened anew, also where its tab still has the page of before. */
export function useForgetChanged(rows: readonly Pick<ResultRow, 'id' | 'news'>[]): void {
  const queries = useQueryClient();
  const changed = useMemo(() => rows.flatMap(({ id, news }) => (news === 'changed' ? [id] : [])).join(' '), [rows]);
  useEffect(() => {
    const gone = new Set(changed.split(' '));
    queries.removeQueries({ predicate: ({ queryKey }) => isOpenedKey(queryKey) && gone.has(String(queryKey[1])) });
  }, [changed, queries]);
}
