/** What just happened, in one sentence, and the keys that matter here. */
import { Kbd } from '../../ui/kbd.tsx';
import { keysOf } from '../actions/action.ts';
import { useActionList } from '../actions/use-action.ts';
import { useBottomLine } from '../bottom-line.ts';

/** Keys shown at most; the rest are under `?`. */
const MAX_HINTS = 7;

export function BottomBar() {
  const { text } = useBottomLine();
  const hints = useActionList()
    .filter((action) => action.hint !== undefined && !action.unavailable)
    .toSorted((one, other) => (one.hint ?? 0) - (other.hint ?? 0))
    .slice(-MAX_HINTS);
  return (
    <footer className="bottom">
      <span className="bottom-text" role="status" aria-live="polite">
        {text}
      </span>
      {hints.map((action) => (
        <span key={action.id} className="bottom-hint">
          <Kbd keys={keysOf(action)[0] ?? ''} /> {action.label.toLowerCase()}
        </span>
      ))}
    </footer>
  );
}
