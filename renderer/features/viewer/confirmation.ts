/** Where the confirmation of a hit stands, as it is shown and printed. Pure; nothing but the custodian's word makes it confirmed (S14, S15). */
import type { Confirmation, RecordView } from '../../../shared/records/view.ts';

/** On its way and past its time is overdue, whatever was said when it was sent. */
export function standing(confirmation: Confirmation, now: Date): Confirmation['state'] {
  const { state, dueAt } = confirmation;
  return state === 'asked' && dueAt !== null && Date.parse(dueAt) <= now.getTime() ? 'overdue' : state;
}

/** A hit on which nobody may act yet: by its confirmation, or by its caution when none was sent. */
export const isUnconfirmed = (view: Pick<RecordView, 'confirmation' | 'cautions'>): boolean =>
  view.confirmation === null ? view.cautions.includes('stolen-not-confirmed') : view.confirmation.state !== 'confirmed';

/** Whether the custodian may still answer: worth asking what was said. */
export const isOpen = (confirmation: Confirmation | null): boolean =>
  confirmation !== null && (confirmation.state === 'asked' || confirmation.state === 'overdue');

/** Whether it can be asked for, the first time or again. */
export const canAsk = (confirmation: Confirmation | null, now: Date): boolean => {
  const state = confirmation === null ? null : standing(confirmation, now);
  return state === 'needed' || state === 'overdue' || state === 'refused';
};
