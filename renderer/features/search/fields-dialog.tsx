/** Search by fields: the form of a record kind, made from its definition. It asks what the box asks, and shows the box's text. */
import type { SubmitEvent } from 'react';
import { chipOf } from '../../../shared/records/query/chip.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { RECORD_KINDS } from '../../../shared/records/kind.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TEXTS } from './texts.ts';
import { useFieldsForm, type FieldsForm } from './use-fields-form.ts';
import type { SearchBoxState } from './use-search-box.ts';
import './forms.css';

interface FieldsDialogProps {
  readonly isOpen: boolean;
  readonly box: SearchBoxState;
  readonly onClose: () => void;
}

/** Longest text of one field. */
const MOST_TEXT = 200;
const MONO = new Set(['identifier', 'plate', 'vin', 'phone']);
const KINDS = RECORD_KINDS.map((kind) => ({ id: kind, label: RECORD_DEFINITIONS[kind].label }));

export function FieldsDialog({ isOpen, box, onClose }: FieldsDialogProps) {
  return (
    <Dialog title={TEXTS.byFields} isOpen={isOpen} onClose={onClose} size="wide">
      <FieldsFormBody box={box} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ form }: { readonly form: FieldsForm }) {
  return form.sections.map((section) => (
    <fieldset key={section.id} className="form-section">
      <legend className="eyebrow">{section.label}</legend>
      {section.fields.map((field) => (
        <TextField
          key={field.id}
          label={field.label}
          value={form.values[field.id] ?? ''}
          onChange={(value) => form.write(field, value)}
          error={form.errorOf(field)}
          mono={MONO.has(field.becomes)}
          maxLength={MOST_TEXT}
          autoComplete="off"
        />
      ))}
    </fieldset>
  ));
}

/** What will be asked, as the box says it. */
function Asked({ form }: { readonly form: FieldsForm }) {
  return (
    <div className="form-asked">
      {form.rest.length > 0 && (
        <p className="dim">
          {TEXTS.formRest}: {form.rest.map((term) => `${chipOf(term).label} ${chipOf(term).value}`).join(' · ')}
        </p>
      )}
      <p role="status">
        <span className="dim">{TEXTS.formText}</span> <span className="mono form-text">{form.text}</span>
      </p>
      {form.because !== null && <p className="dim">{form.because}</p>}
    </div>
  );
}

function FieldsFormBody({ box, onClose }: Omit<FieldsDialogProps, 'isOpen'>) {
  const form = useFieldsForm(
    box.readings.map((reading) => reading.term),
    box.context,
  );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (form.because !== null) return;
    onClose();
    box.ask(form.text);
  };
  return (
    <form className="fields-form" onSubmit={submit}>
      <Select label={TEXTS.formKind} value={form.kind} choices={KINDS} onChange={form.choose} autoFocus />
      <div className="form-sections">
        <Fields form={form} />
      </div>
      <div className="form-foot">
        <Asked form={form} />
        <div className="dialog-acts">
          <Button onPress={onClose} keys="Esc">
            {TEXTS.cancel}
          </Button>
          <Button type="submit" tone="primary" keys="Enter" isDisabled={form.because !== null}>
            {TEXTS.formSearch}
          </Button>
        </div>
      </div>
    </form>
  );
}
