/** One page of audit rows, newest first, by prepared statements only. Never opens a query text. */
import type Database from 'libsql';
import type { AuditPage, AuditQuery, AuditRow } from '../../../shared/wire/oversight.ts';
import { GENESIS } from './chain.ts';
import type { StoredAuditRow } from './verify-chain.ts';

interface Condition {
  readonly sql: string;
  readonly value: string | number;
}

const conditionsOf = (query: AuditQuery, command: number | null): readonly Condition[] => [
  ...(query.before === undefined ? [] : [{ sql: 'seq < ?', value: query.before }]),
  ...(query.username ? [{ sql: 'username = ?', value: query.username.toLowerCase() }] : []),
  ...(query.action ? [{ sql: 'action = ?', value: query.action }] : []),
  ...(query.outcome ? [{ sql: 'outcome = ?', value: query.outcome }] : []),
  ...(query.object ? [{ sql: 'instr(lower(object), ?) > 0', value: query.object.toLowerCase() }] : []),
  ...(command === null ? [] : [{ sql: 'command = ?', value: command }]),
];

const shown = (row: StoredAuditRow): AuditRow => ({
  seq: row.seq,
  at: row.at,
  username: row.username,
  roleLabel: row.role_label,
  workstation: row.workstation,
  reason: row.reason,
  action: row.action as AuditRow['action'],
  object: row.object,
  outcome: row.outcome as AuditRow['outcome'],
  rule: row.rule,
  durationMs: row.duration_ms,
  hasQueryText: row.query_hash !== null,
});

export const readAuditPage = (database: Database.Database, query: AuditQuery, command: number | null): AuditPage => {
  const conditions = conditionsOf(query, command);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const rows = database
    .prepare(`SELECT * FROM audit ${where} ORDER BY seq DESC LIMIT ?`)
    .all(...conditions.map(({ value }) => value), query.limit + 1) as StoredAuditRow[];
  const head = database.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as
    { readonly seq: number; readonly hash: string } | undefined;
  return {
    rows: rows.slice(0, query.limit).map(shown),
    more: rows.length > query.limit,
    chain: { rows: head?.seq ?? 0, head: head?.hash ?? GENESIS },
  };
};
