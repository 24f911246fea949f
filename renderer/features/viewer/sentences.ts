/** What the bottom line says after a record was opened or a cell revealed: that it was recorded, and when. Pure; never a value. */
import type { Reply } from '../../../shared/faults/faults.ts';
import type { RecordView } from '../../../shared/records/view.ts';

const two = (part: number): string => String(part).padStart(2, '0');

/** Workstation time to 1/100 s, as the audit log keeps it: 10:42:07.31. */
export function timeToHundredths(stamp: string): string {
  const at = new Date(stamp);
  const hundredths = two(Math.floor(at.getMilliseconds() / 10));
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${hundredths}`;
}

export const openedSentence = (view: RecordView, reasonLabel: string): string =>
  `Opened for ${reasonLabel} · view recorded ${timeToHundredths(view.viewedAt)} · audit row ${view.auditSeq}`;

export const revealedSentence = (reply: Reply<number>): string =>
  reply.ok ? `Revealed and logged · audit row ${reply.value}` : `Not revealed · ${reply.fault.code}`;
