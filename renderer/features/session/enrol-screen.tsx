/** The only screen of a workstation the department does not know: why, and one field for the code. The code is kept until it is sent. */
import { useState } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { codeSigns, GroupedField } from '../../ui/grouped-field.tsx';
import { ENROL_TEXTS as TEXTS, UNENROLLED_TEXTS } from './enrol-texts.ts';
import { Gate } from './gate.tsx';

const SIGNS = 16;

interface EnrolScreenProps {
  readonly snapshot: Snapshot;
  readonly onPolicy: () => void;
}
export function EnrolScreen({ snapshot, onPolicy }: EnrolScreenProps) {
  const cause = snapshot.unenrolled ?? 'new';
  const { title, what } = UNENROLLED_TEXTS[cause];
  return (
    <Gate snapshot={snapshot} onPolicy={onPolicy} aside={<WhatItIs gateway={snapshot.link.gateway} />}>
      <h1>{TEXTS.title}</h1>
      {cause === 'new' ? (
        <p className="dim">
          {title}. {what}
        </p>
      ) : (
        <Alert tone="caution" title={title} live="polite">
          <p>{what}</p>
        </Alert>
      )}
      <EnrolForm />
      {snapshot.workstationKey === 'memory-only' ? <p className="gate-aside-note">{TEXTS.memoryOnly}</p> : null}
    </Gate>
  );
}

function WhatItIs({ gateway }: { readonly gateway: string }) {
  return (
    <>
      <h2 id="gate-aside" className="eyebrow">
        {TEXTS.whatTitle}
      </h2>
      {TEXTS.what.map((paragraph, at) => (
        <p key={paragraph} className={at === 0 ? 'gate-notice-first' : 'dim'}>
          {paragraph}
        </p>
      ))}
      <p className="dim">
        The code is checked by <span className="mono">{gateway}</span>.
      </p>
    </>
  );
}

function EnrolForm() {
  const [code, setCode] = useState('');
  const [short, setShort] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const enrol = useCommand('workstation.enrol');
  const send = async (whole: string): Promise<void> => {
    if (enrol.isBusy) return;
    if (codeSigns(whole).length < SIGNS) {
      setShort(true);
      return;
    }
    setShort(false);
    setFault(null);
    const reply = await enrol.run({ code: whole });
    // A refused code stays to be compared with the paper; an accepted one is used up.
    if (reply.ok) setCode('');
    else setFault(reply.fault);
  };
  return (
    <form
      className="gate-fields"
      onSubmit={(event) => {
        event.preventDefault();
        void send(code);
      }}
    >
      {fault ? <FaultAlert fault={fault} /> : null}
      <GroupedField
        label={TEXTS.code}
        value={code}
        onChange={setCode}
        length={SIGNS}
        onComplete={(whole) => void send(whole)}
        hint={TEXTS.codeHint}
        error={short && codeSigns(code).length < SIGNS ? TEXTS.codeShort : undefined}
        autoFocus
      />
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={enrol.isBusy}>
        {enrol.isBusy ? TEXTS.enrolling : TEXTS.submit}
      </Button>
    </form>
  );
}
