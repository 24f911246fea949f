/** Why nobody got in, and who can help. */
import type { SignInRefusal } from '../../../shared/session/view.ts';
import { Alert } from '../../ui/alert.tsx';
import { refusalText } from './texts.ts';

export function RefusalAlert({ refusal }: { readonly refusal: SignInRefusal }) {
  const { title, what, who } = refusalText(refusal);
  return (
    <Alert tone={refusal.outcome === 'refused' ? 'caution' : 'danger'} title={title} live="assertive">
      <p>{what}</p>
      {who ? (
        <p>
          <b>Who can help:</b> {who}
        </p>
      ) : null}
    </Alert>
  );
}
