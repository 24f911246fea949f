/** Reads a reason being written: which kind of reference a number is, and what is still missing. The gateway checks again and decides. */
import { purpose, REFERENCE_SHAPES, type PurposeId, type ReferenceKind } from '../../../shared/policy/purposes.ts';
import type { Reason, ReasonRequest } from '../../../shared/session/view.ts';

export interface ReasonDraft {
  readonly purpose: PurposeId;
  readonly reference: string;
  readonly text: string;
}

const normalReference = (typed: string): string => typed.trim().toUpperCase();

/** The first kind the purpose accepts whose shape fits; null when none does. */
export function referenceKind(id: PurposeId, typed: string): ReferenceKind | null {
  const value = normalReference(typed);
  return purpose(id).references.find((kind) => REFERENCE_SHAPES[kind].pattern.test(value)) ?? null;
}

/** e.g. "Complaint number 2026-113-004512, Case number 113-2026-00087" */
export const referenceExamples = (id: PurposeId): string =>
  purpose(id)
    .references.map((kind) => `${REFERENCE_SHAPES[kind].label.toLowerCase()} ${REFERENCE_SHAPES[kind].example}`)
    .join(' or ');

interface Missing {
  readonly reference?: 'needed' | 'shape';
  readonly text?: 'needed';
}

/** What keeps the draft from being sent; empty when nothing does. */
export function missingIn(draft: ReasonDraft): Missing {
  const { references, text } = purpose(draft.purpose);
  const typed = normalReference(draft.reference);
  const reference =
    references.length === 0
      ? undefined
      : typed === ''
        ? ('needed' as const)
        : referenceKind(draft.purpose, typed) === null
          ? ('shape' as const)
          : undefined;
  const words = text === 'required' && draft.text.trim() === '' ? ('needed' as const) : undefined;
  return { ...(reference ? { reference } : {}), ...(words ? { text: words } : {}) };
}

/** The request for a complete draft. A reference the purpose does not ask for is not sent. */
export function requestOf(draft: ReasonDraft): ReasonRequest {
  const kind = referenceKind(draft.purpose, draft.reference);
  const text = draft.text.trim();
  return {
    purpose: draft.purpose,
    ...(kind ? { reference: { kind, value: normalReference(draft.reference) } } : {}),
    ...(text === '' ? {} : { text }),
  };
}

/** The same reason again. */
export const requestAgain = (reason: Reason): ReasonRequest => ({
  purpose: reason.purpose,
  ...(reason.reference ? { reference: reason.reference } : {}),
  ...(reason.text === null ? {} : { text: reason.text }),
});
