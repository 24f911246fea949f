/** The keys of the screen as it is now (`?`), by group. */
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { groupRank, keysOf, type Action } from './actions/action.ts';
import { useActionList } from './actions/use-action.ts';

function groupActions(actions: readonly Action[]): readonly (readonly [string, readonly Action[]])[] {
  const newest = new Map(actions.map((action) => [action.id, action]));
  const groups = Map.groupBy(newest.values(), (action) => action.group ?? 'Other');
  return [...groups].toSorted(([one], [other]) => groupRank(one) - groupRank(other));
}

export function KeysHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const actions = useActionList().filter((action) => keysOf(action).length > 0);
  return (
    <Dialog title="Keys of this screen" isOpen={isOpen} onClose={onClose} size="wide">
      {/* Longer than the dialog on many screens: the focus inside lets the keys scroll it. */}
      <div className="keys-help" tabIndex={0} role="group" aria-label="Keys">
        {groupActions(actions).map(([group, members]) => (
          <section key={group}>
            <h3 className="eyebrow">{group}</h3>
            <dl>
              {members.map((action) => (
                <div key={action.id} className="keys-line">
                  <dt>
                    {keysOf(action).map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </dt>
                  <dd>
                    {action.label}
                    {action.unavailable ? <span className="dim3"> · {action.unavailable.because}</span> : null}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
