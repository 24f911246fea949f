/** Says what changed of the person's access while they were signed in (S41): in a dialog when something went, in a line when not. */
import { useEffect } from 'react';
import type { AccessChange } from '../../../shared/session/view.ts';
import { useSnapshot } from '../../bridge/snapshot.tsx';
import { policyRule } from '../../../shared/policy/rules.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { recentText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useSay } from '../bottom-line.ts';
import { useSeen } from './seen.ts';

const TITLES: Readonly<Record<AccessChange['what'], string>> = {
  narrowed: 'Your access was narrowed',
  transferred: 'You were transferred',
  widened: 'Your access was widened',
  role: 'Your role changed',
};

/** Whether it must not be missed. */
const weighs = ({ what, lost }: AccessChange): boolean =>
  what === 'narrowed' || what === 'transferred' || lost.length > 0;

export function AccessNotice({ isHidden }: { readonly isHidden: boolean }) {
  const { accessChanges } = useSnapshot();
  const seen = useSeen();
  const say = useSay();
  const fresh = accessChanges.filter((change) => !seen.has(change.id));
  const heavy = fresh.filter(weighs);
  const light = fresh.find((change) => !weighs(change));
  const lightId = light?.id;
  useEffect(() => {
    if (!light) return;
    say(`${TITLES[light.what]}: ${light.gained.join(', ')}. ${light.because}`);
    seen.add([light.id]);
    // Told once by its id; the rest is as it was when it came.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the change never alters once it has its id
  }, [lightId]);
  const close = (): void => seen.add(heavy.map((change) => change.id));
  return (
    <Dialog
      title={heavy.length === 1 && heavy[0] ? TITLES[heavy[0].what] : 'Your access changed'}
      isOpen={heavy.length > 0 && !isHidden}
      onClose={close}
      size="narrow"
    >
      <div className="access-notice">
        {heavy.map((change) => (
          <Change key={change.id} change={change} />
        ))}
        <p className="dim">
          Searches and records of what went are closed; what you wrote is kept. {policyRule('S41').text} (S41)
        </p>
        <p>
          <b>Who can help:</b> your commanding officer, or the system administrator on their word.
        </p>
        <Button tone="primary" size="large" wide keys="Enter" autoFocus onPress={close}>
          I have read it
        </Button>
      </div>
    </Dialog>
  );
}

function Change({ change }: { readonly change: AccessChange }) {
  const now = useNow(60_000);
  return (
    <section>
      <p>
        {change.because} <span className="dim">{recentText(change.at, now)}</span>
      </p>
      <Labels title="No longer yours" labels={change.lost} />
      <Labels title="New" labels={change.gained} />
    </section>
  );
}

function Labels({ title, labels }: { readonly title: string; readonly labels: readonly string[] }) {
  return labels.length === 0 ? null : (
    <>
      <h3 className="eyebrow">{title}</h3>
      <ul>
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </>
  );
}
