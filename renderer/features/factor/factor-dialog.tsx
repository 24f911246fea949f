/** My second factor in a session: its state, setting it up or replacing it, new recovery codes. Codes and key go when the dialog does. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { FactorState } from '../../../shared/session/identity.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useSession } from '../../bridge/snapshot.tsx';
import { useCall, useCommand } from '../../bridge/use-call.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/progress.tsx';
import { dayText } from '../../ui/time.ts';
import { FactorSetup } from './factor-setup.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TEXTS } from './texts.ts';

interface FactorDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}
export function FactorDialog({ isOpen, onClose }: FactorDialogProps) {
  return (
    <Dialog title={TEXTS.title} isOpen={isOpen} onClose={onClose}>
      <FactorBody onClose={onClose} />
    </Dialog>
  );
}

type Doing = 'state' | 'setup' | { readonly codes: readonly string[]; readonly said: string };

function FactorBody({ onClose }: Pick<FactorDialogProps, 'onClose'>) {
  const { person } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const [doing, setDoing] = useState<Doing>('state');
  const [fault, setFault] = useState<Fault | null>(null);
  const begin = useCommand('factor.enrol');
  const confirm = useCommand('factor.confirm');
  const renew = useCommand('factor.renewCodes');
  const makeCodes = async (): Promise<void> => {
    const reply = await renew.run({});
    setFault(reply.ok ? null : reply.fault);
    if (reply.ok) setDoing({ codes: reply.value.recoveryCodes, said: TEXTS.renewed });
  };
  if (doing === 'setup') {
    return (
      <FactorSetup
        begin={() => begin.run({})}
        confirm={(first, second) => confirm.run({ first, second })}
        onCodes={(codes) => setDoing({ codes, said: TEXTS.confirmed })}
      />
    );
  }
  if (doing !== 'state') {
    return (
      <RecoveryCodes
        codes={doing.codes}
        username={person.username}
        onKept={() => {
          say(doing.said);
          void queries.invalidateQueries({ queryKey: ['factor.get'] });
          onClose();
        }}
      />
    );
  }
  return (
    <div className="factor-state">
      {fault ? <FaultAlert fault={fault} /> : null}
      <State onSetUp={() => setDoing('setup')} onRenew={() => void makeCodes()} isBusy={renew.isBusy} />
    </div>
  );
}

interface StateProps {
  readonly onSetUp: () => void;
  readonly onRenew: () => void;
  readonly isBusy: boolean;
}
function State({ onSetUp, onRenew, isBusy }: StateProps) {
  const state = useCall('factor.get', {});
  if (state.state === 'loading') return <Loading label={TEXTS.checking} />;
  if (state.state === 'fault') return <FaultAlert fault={state.fault} />;
  const { enrolled, mayEnrol, because } = state.value;
  return (
    <>
      <p>{stateSentence(state.value)}</p>
      {mayEnrol ? null : (
        <Alert tone="caution" title="Not from here">
          <p>{because}</p>
        </Alert>
      )}
      {enrolled && mayEnrol ? <p className="dim">{TEXTS.replaceWhat}</p> : null}
      <div className="factor-state-ways">
        {mayEnrol ? (
          <Button tone={enrolled ? 'plain' : 'primary'} icon="smartphone" autoFocus onPress={onSetUp}>
            {enrolled ? TEXTS.replace : TEXTS.setUp}
          </Button>
        ) : null}
        {enrolled ? (
          <Button isPending={isBusy} onPress={onRenew}>
            {TEXTS.renew}
          </Button>
        ) : null}
      </div>
    </>
  );
}

const stateSentence = ({ enrolled, since, recoveryLeft }: FactorState): string =>
  enrolled
    ? `${TEXTS.stateOn(since === null ? 'a day before this was kept' : dayText(new Date(since)))} ${TEXTS.codesLeft(recoveryLeft)}`
    : TEXTS.stateOff;
