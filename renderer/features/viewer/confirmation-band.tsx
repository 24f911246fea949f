/** The band over a hit that needs its custodian's word: what stands, the clock while it runs, the keys to ask. Never says confirmed before it is. */
import { CONFIRMATION_MINUTES, type Confirmation } from '../../../shared/records/view.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Remaining } from '../../ui/remaining.tsx';
import { recentText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { canAsk, standing } from './confirmation.ts';
import { TEXTS } from './texts.ts';

export type Priority = keyof typeof CONFIRMATION_MINUTES;

interface ConfirmationBandProps {
  readonly confirmation: Confirmation;
  readonly isAsking: boolean;
  readonly onAsk: (priority: Priority) => void;
}

const timeOf = (at: string | null, now: Date): string => (at === null ? '' : ` ${recentText(at, now)}`);

function titleOf(confirmation: Confirmation, now: Date): string {
  const { askedAt, answeredAt, priority } = confirmation;
  switch (standing(confirmation, now)) {
    case 'needed':
      return 'NOT CONFIRMED: the custodian has not been asked';
    case 'asked':
      return `NOT CONFIRMED: asked${timeOf(askedAt, now)}${priority === null ? '' : `, ${priority}`}`;
    case 'overdue':
      return 'NOT CONFIRMED: the answer is overdue';
    case 'refused':
      return `NOT CONFIRMED: the custodian refused${timeOf(answeredAt, now)}`;
    case 'confirmed':
      return `Confirmed by the custodian${timeOf(answeredAt, now)}`;
  }
}

function AskButtons({ isAsking, onAsk }: Pick<ConfirmationBandProps, 'isAsking' | 'onAsk'>) {
  return (
    <p className="confirmation-acts screen-only-flex">
      <Button keys="U" tone="danger" isPending={isAsking} onPress={() => onAsk('urgent')}>
        {`Ask, urgent (${String(CONFIRMATION_MINUTES.urgent)} min)`}
      </Button>
      <Button keys="Shift+U" isPending={isAsking} onPress={() => onAsk('routine')}>
        {`Ask, routine (${String(CONFIRMATION_MINUTES.routine / 60)} h)`}
      </Button>
    </p>
  );
}

export function ConfirmationBand({ confirmation, isAsking, onAsk }: ConfirmationBandProps) {
  const now = useNow(1_000);
  const state = standing(confirmation, now);
  const { dueAt } = confirmation;
  return (
    <div className="confirmation" data-state={state}>
      <Alert
        tone={state === 'confirmed' ? 'ok' : state === 'asked' || state === 'needed' ? 'caution' : 'danger'}
        title={titleOf(confirmation, now)}
        live="polite"
      >
        {state === 'confirmed' ? null : <span>{TEXTS.notConfirmedHelp}</span>}
        {dueAt !== null && (state === 'asked' || state === 'overdue') && (
          <div className="screen-only">
            <Remaining
              until={dueAt}
              words={(left) => `Answer due in ${left}`}
              over={`Was due ${recentText(dueAt, now)}`}
            />
          </div>
        )}
        {canAsk(confirmation, now) && <AskButtons isAsking={isAsking} onAsk={onAsk} />}
      </Alert>
    </div>
  );
}
