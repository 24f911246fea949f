/** Gives the code that enrols one workstation: its name, command and area are the administrator's word. The code is shown once. */
import { useState } from 'react';
import type { CallInput, CallOutput } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { AREA_LABELS } from '../../app/area-labels.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IssuedCode } from '../../ui/issued-code.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TEXTS } from './texts.ts';

type Workstation = CallOutput<'workstation.list'>['workstations'][number];
type Area = Workstation['area'];
const AREAS = Object.entries(AREA_LABELS).map(([id, label]) => ({ id: id as Area, label }));

interface EnrolDialogProps {
  readonly isOpen: boolean;
  /** Precinct that is offered first. */
  readonly command: number;
  /** The workstation to replace; null: a new one. */
  readonly replaces: Workstation | null;
  readonly onIssued: () => void;
  readonly onClose: () => void;
}
export function EnrolDialog({ isOpen, onClose, ...rest }: EnrolDialogProps) {
  return (
    <Dialog title={TEXTS.enrol} isOpen={isOpen} onClose={onClose} size="narrow">
      <EnrolBody {...rest} onClose={onClose} />
    </Dialog>
  );
}

type BodyProps = Omit<EnrolDialogProps, 'isOpen'>;
function EnrolBody({ command, replaces, onIssued, onClose }: BodyProps) {
  const [issued, setIssued] = useState<(CallOutput<'workstation.issueCode'> & { readonly name: string }) | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const issue = useCommand('workstation.issueCode');
  const give = async (asked: CallInput<'workstation.issueCode'>): Promise<void> => {
    setFault(null);
    const reply = await issue.run(asked);
    if (reply.ok) {
      setIssued({ ...reply.value, name: asked.name });
      onIssued();
    } else setFault(reply.fault);
  };
  if (issued) {
    return (
      <div className="access-notice">
        <IssuedCode title={TEXTS.codeTitle(issued.name)} code={issued.code} expiresAt={issued.expiresAt}>
          <p className="dim">{TEXTS.codeWhat}</p>
        </IssuedCode>
        <Button tone="primary" size="large" wide keys="Enter" autoFocus onPress={onClose}>
          {TEXTS.done}
        </Button>
      </div>
    );
  }
  return (
    <>
      {fault ? <FaultAlert fault={fault} /> : null}
      <EnrolForm command={command} replaces={replaces} isBusy={issue.isBusy} onGive={(asked) => void give(asked)} />
    </>
  );
}

interface EnrolFormProps extends Pick<BodyProps, 'command' | 'replaces'> {
  readonly isBusy: boolean;
  readonly onGive: (asked: CallInput<'workstation.issueCode'>) => void;
}
function EnrolForm({ command, replaces, isBusy, onGive }: EnrolFormProps) {
  const [name, setName] = useState(replaces?.name ?? '');
  const [precinct, setPrecinct] = useState(String(replaces?.command ?? command));
  const [area, setArea] = useState<Area>(replaces?.area ?? 'on-site');
  const [tried, setTried] = useState(false);
  const number = /^\d{1,3}$/.test(precinct.trim()) ? Number(precinct) : 0;
  const isNumber = number >= 1 && number <= 123;
  const submit = (): void => {
    setTried(true);
    if (isBusy || name.trim() === '' || !isNumber) return;
    onGive({ name: name.trim(), command: number, area, ...(replaces ? { replaces: replaces.id } : {}) });
  };
  return (
    <form
      className="access-notice"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {replaces ? <p className="dim">{TEXTS.replaceWhat(replaces.name)}</p> : null}
      <TextField
        label={TEXTS.name}
        hint={TEXTS.nameHint}
        value={name}
        onChange={setName}
        maxLength={40}
        autoFocus
        autoComplete="off"
        error={tried && name.trim() === '' ? TEXTS.nameMissing : undefined}
      />
      <div className="enrol-pair">
        <TextField
          label={TEXTS.command}
          value={precinct}
          onChange={setPrecinct}
          maxLength={3}
          autoComplete="off"
          error={tried && !isNumber ? TEXTS.commandWrong : undefined}
        />
        <Select label={TEXTS.area} value={area} choices={AREAS} onChange={setArea} />
      </div>
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={isBusy}>
        {TEXTS.give}
      </Button>
    </form>
  );
}
