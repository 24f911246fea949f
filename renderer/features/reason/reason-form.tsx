/** A reason written out: purpose, number, words. Says what is wrong at the field it is about; sends nothing incomplete. */
import { useState, type KeyboardEvent } from 'react';
import type { Fault } from '../../../shared/faults/faults.ts';
import { purpose, PURPOSES, REFERENCE_SHAPES, type PurposeId } from '../../../shared/policy/purposes.ts';
import type { ReasonRequest } from '../../../shared/session/view.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { faultText } from '../../app/fault-texts.ts';
import { useWorkspace } from '../../app/workspace/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { missingIn, referenceExamples, referenceKind, requestOf, type ReasonDraft } from './reason-model.ts';
import { TEXTS } from './texts.ts';

interface ReasonFormProps {
  readonly purposes: readonly PurposeId[];
  /** Chosen to begin with. */
  readonly first: PurposeId;
  readonly takesFocus: boolean;
  readonly isBusy: boolean;
  /** What the gateway said to what this form sent. */
  readonly fault: Fault | null;
  /** Something was changed: the gateway's word no longer stands. */
  readonly onEdit: () => void;
  /** @returns whether it was accepted. */
  readonly onState: (request: ReasonRequest) => Promise<boolean>;
}

/** The draft lives in the workspace: closing the dialog, a lock or a crash does not lose it. */
function useReasonDraft(purposes: readonly PurposeId[], first: PurposeId) {
  const { workspace, setDraft } = useWorkspace();
  const { drafts } = workspace;
  const draft: ReasonDraft = {
    purpose: purposes.find((id) => id === drafts['reason.purpose']) ?? first,
    reference: drafts['reason.reference'] ?? '',
    text: drafts['reason.text'] ?? '',
  };
  const change = (part: keyof ReasonDraft, value: string): void => setDraft(`reason.${part}`, value);
  const clear = (): void => {
    change('purpose', '');
    change('reference', '');
    change('text', '');
  };
  return { draft, change, clear };
}

const REFERENCE_FAULTS: readonly string[] = [
  'reason.reference-missing',
  'reason.reference-malformed',
  'reason.reference-unknown',
];

function problems(draft: ReasonDraft, tried: boolean, fault: Fault | null) {
  const missing = missingIn(draft);
  const told = fault ? `${faultText(fault).title}. ${faultText(fault).what}` : '';
  // While typing only a full-length number of a wrong form is complained about; emptiness waits for Enter.
  const wrong = missing.reference === 'shape' && (tried || draft.reference.trim().length >= 14);
  const reference = wrong
    ? TEXTS.wrongShape(referenceExamples(draft.purpose))
    : tried && missing.reference === 'needed'
      ? TEXTS.needed
      : fault && REFERENCE_FAULTS.includes(fault.code)
        ? told
        : undefined;
  const text = tried && missing.text ? TEXTS.textNeeded : fault?.code === 'reason.text-missing' ? told : undefined;
  const other = fault && !REFERENCE_FAULTS.includes(fault.code) && fault.code !== 'reason.text-missing' ? fault : null;
  return { reference, text, other, isComplete: !missing.reference && !missing.text };
}

export function ReasonForm({ purposes, first, takesFocus, isBusy, fault, onEdit, onState }: ReasonFormProps) {
  const { draft, change: write, clear } = useReasonDraft(purposes, first);
  const change = (part: keyof ReasonDraft, value: string): void => {
    write(part, value);
    onEdit();
  };
  const [tried, setTried] = useState(false);
  const { references, text: textRule, help } = purpose(draft.purpose);
  const problem = problems(draft, tried, fault);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!problem.isComplete || isBusy) return;
    if (await onState(requestOf(draft))) clear();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLTextAreaElement) || event.shiftKey) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form
      className="reason-form"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 className="eyebrow">{TEXTS.other}</h3>
      {problem.other ? <FaultAlert fault={problem.other} /> : null}
      <div className="reason-purpose">
        <Select
          label={TEXTS.purpose}
          value={draft.purpose}
          choices={purposes.map((id) => ({ id, label: PURPOSES[id].label }))}
          onChange={(id) => change('purpose', id)}
        />
        <p className="field-hint">{help}</p>
      </div>
      {references.length > 0 ? (
        <TextField
          label={TEXTS.reference}
          value={draft.reference}
          onChange={(value) => change('reference', value)}
          mono
          maxLength={40}
          autoFocus={takesFocus}
          autoComplete="off"
          hint={<ReferenceHint draft={draft} />}
          error={problem.reference}
        />
      ) : null}
      <TextField
        key={textRule}
        label={textRule === 'required' ? TEXTS.textRequired : TEXTS.text}
        value={draft.text}
        onChange={(value) => change('text', value)}
        lines={2}
        maxLength={500}
        autoFocus={takesFocus && references.length === 0}
        hint={TEXTS.textHint}
        error={problem.text}
      />
      <div>
        <Button type="submit" tone="primary" keys="Enter" isPending={isBusy}>
          {isBusy ? TEXTS.setting : TEXTS.set}
        </Button>
      </div>
    </form>
  );
}

function ReferenceHint({ draft }: { readonly draft: ReasonDraft }) {
  const kind = referenceKind(draft.purpose, draft.reference);
  return kind ? <>✓ {REFERENCE_SHAPES[kind].label}</> : <>e.g. {referenceExamples(draft.purpose)}</>;
}
