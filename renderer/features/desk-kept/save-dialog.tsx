/** Saves the search on the screen under a name, if wanted with an alert. Keeps the question, never what it found. */
import { useState } from 'react';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { SaveSearch, SavedSearch } from '../../../shared/session/desk.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WORDS } from './words.ts';

const LONGEST_NAME = 60;

interface SaveDialogProps {
  /** Null: closed. */
  readonly wanted: (Pick<SaveSearch, 'request' | 'arrival'> & { readonly text: string }) | null;
  readonly onSaved: (saved: SavedSearch) => void;
  readonly onClose: () => void;
}

export function SaveDialog({ wanted, onSaved, onClose }: SaveDialogProps) {
  return (
    <Dialog title={WORDS.saveTitle} isOpen={wanted !== null} onClose={onClose} size="narrow">
      {wanted === null ? null : <SaveForm wanted={wanted} onSaved={onSaved} />}
    </Dialog>
  );
}

function SaveForm({
  wanted,
  onSaved,
}: { wanted: NonNullable<SaveDialogProps['wanted']> } & Pick<SaveDialogProps, 'onSaved'>) {
  const [name, setName] = useState(wanted.text.slice(0, LONGEST_NAME));
  const [alert, setAlert] = useState(true);
  const [fault, setFault] = useState<Fault | null>(null);
  const { run, isBusy } = useCommand('saved.save');
  const save = async (): Promise<void> => {
    if (isBusy || name.trim() === '') return;
    const { request, arrival } = wanted;
    const reply = await run({ name, request, alert, arrival });
    if (reply.ok) onSaved(reply.value);
    else setFault(reply.fault);
  };
  return (
    <form
      className="save-search"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="dim">{WORDS.saveText}</p>
      <TextField
        label={WORDS.name}
        value={name}
        onChange={setName}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        autoFocus
        isRequired
      />
      <Checkbox isSelected={alert} onChange={setAlert}>
        {WORDS.alert}
      </Checkbox>
      {fault && <FaultAlert fault={fault} />}
      <Button type="submit" tone="primary" keys="Enter" isPending={isBusy}>
        {WORDS.save}
      </Button>
    </form>
  );
}
