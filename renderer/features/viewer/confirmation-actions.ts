/** The keys that ask a custodian for confirmation; only where the record needs one. */
import type { Action } from '../../app/actions/action.ts';
import { canAsk } from './confirmation.ts';
import type { ConfirmationHandle } from './use-confirmation.ts';

export function confirmationActions({ confirmation, isAsking, ask }: ConfirmationHandle): readonly Action[] {
  if (confirmation === null) return [];
  const unavailable =
    !isAsking && canAsk(confirmation, new Date())
      ? {}
      : { unavailable: { because: confirmation.state === 'confirmed' ? 'it is confirmed' : 'it is asked already' } };
  return [
    {
      id: 'record.confirm.urgent',
      group: 'This record',
      label: 'Ask for confirmation, urgent (10 minutes)',
      keys: 'U',
      hint: 10,
      run: () => ask('urgent'),
      ...unavailable,
    },
    {
      id: 'record.confirm.routine',
      group: 'This record',
      label: 'Ask for confirmation, routine (1 hour)',
      keys: 'Shift+U',
      run: () => ask('routine'),
      ...unavailable,
    },
  ];
}
