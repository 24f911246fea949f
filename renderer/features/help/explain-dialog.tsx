/** "Why can't I?": the gateway's own explanation, the rule and who could allow it. Asking is recorded. */
import type { CallInput } from '../../../shared/bridge/calls.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loading } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';

type About = CallInput<'access.explain'>['about'];

export function ExplainDialog({ about, onClose }: { readonly about: About | null; readonly onClose: () => void }) {
  return (
    <Dialog title="Why can’t I?" isOpen={about !== null} onClose={onClose} size="narrow">
      {about ? <Explanation about={about} /> : null}
    </Dialog>
  );
}

function Explanation({ about }: { readonly about: About }) {
  const answer = useCall('access.explain', { about });
  if (answer.state === 'loading') return <Loading label="Asking the gateway…" />;
  if (answer.state === 'fault') return <FaultAlert fault={answer.fault} />;
  const { title, because, allowed, rule, ruleText, whoCanAllow } = answer.value;
  return (
    <div className="explain">
      <h3>
        {title} <Tag tone={allowed ? 'ok' : 'held'}>{allowed ? 'Allowed' : 'Not allowed'}</Tag>
      </h3>
      <p>{because}</p>
      <KeyValues
        items={[
          ...(rule ? [{ key: 'rule', label: `Rule ${rule}`, value: ruleText ?? '' }] : []),
          { key: 'who', label: 'Who can allow it', value: whoCanAllow ?? 'Nobody: the rule has no exception' },
        ].filter((item) => !(allowed && item.key === 'who'))}
      />
    </div>
  );
}
