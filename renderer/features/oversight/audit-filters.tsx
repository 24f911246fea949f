/** What narrows the audit log: who, what was done, how it ended, on what. */
import { useState } from 'react';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '../../../shared/wire/oversight.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ACTION_LABELS, OUTCOME_LABELS, TEXTS } from './texts.ts';
import type { AuditFilters } from './use-audit-pages.ts';

interface AuditFiltersFormProps {
  readonly onApply: (filters: AuditFilters) => void;
}
export function AuditFiltersForm({ onApply }: AuditFiltersFormProps) {
  const [username, setUsername] = useState('');
  const [object, setObject] = useState('');
  const [action, setAction] = useState<(typeof AUDIT_ACTIONS)[number] | 'any'>('any');
  const [outcome, setOutcome] = useState<(typeof AUDIT_OUTCOMES)[number] | 'any'>('any');
  const apply = (): void =>
    onApply({
      ...(username.trim() === '' ? {} : { username: username.trim() }),
      ...(object.trim() === '' ? {} : { object: object.trim() }),
      ...(action === 'any' ? {} : { action }),
      ...(outcome === 'any' ? {} : { outcome }),
    });
  return (
    <form
      className="audit-filters"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <TextField label="User name" value={username} onChange={setUsername} maxLength={104} autoComplete="off" />
      <TextField label="On what (a number)" value={object} onChange={setObject} maxLength={60} autoComplete="off" />
      <Select
        label="Done"
        value={action}
        onChange={setAction}
        choices={[
          { id: 'any' as const, label: TEXTS.any },
          ...AUDIT_ACTIONS.map((id) => ({ id, label: ACTION_LABELS[id] })),
        ]}
      />
      <Select
        label="Outcome"
        value={outcome}
        onChange={setOutcome}
        choices={[
          { id: 'any' as const, label: TEXTS.any },
          ...AUDIT_OUTCOMES.map((id) => ({ id, label: OUTCOME_LABELS[id] })),
        ]}
      />
      <Button type="submit" keys="Enter">
        Filter
      </Button>
    </form>
  );
}
