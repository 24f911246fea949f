/** A fault, told to the person: title, what to do, the rule, the reference. Never an exception's own words. */
import type { ReactNode } from 'react';
import type { Fault } from '../../shared/faults/faults.ts';
import { policyRule } from '../../shared/policy/rules.ts';
import { Alert } from '../ui/alert.tsx';
import { faultText } from './fault-texts.ts';

interface FaultAlertProps {
  readonly fault: Fault;
  /** What can be done about it: a button to try again. */
  readonly children?: ReactNode;
}
export function FaultAlert({ fault, children }: FaultAlertProps) {
  const { title, what } = faultText(fault);
  const rule = fault.rule ? policyRule(fault.rule) : null;
  return (
    <Alert tone="danger" title={title} live="assertive">
      <p>{what}</p>
      {rule && fault.rule ? (
        <p className="fault-rule">
          <span className="tag tone-held">{fault.rule}</span> {rule.text}
          {rule.allowedBy ? ` Who can allow it: ${rule.allowedBy}.` : ''}
        </p>
      ) : null}
      {fault.reference ? (
        <p className="dim">
          Reference{' '}
          <span className="mono" data-copyable>
            {fault.reference}
          </span>
        </p>
      ) : null}
      {children}
    </Alert>
  );
}
