/** A fielded form being filled: its kind, what is written in it, and the text of the box that asks the same. Searches nothing itself. */
import { useState } from 'react';
import { textOf } from '../../../shared/records/query/chip.ts';
import {
  filledForm,
  formOf,
  formTerms,
  termOfField,
  type FilledForm,
  type FormField,
  type FormSection,
  type FormValues,
} from '../../../shared/records/query/forms.ts';
import type { ReadingContext } from '../../../shared/records/query/reading.ts';
import { MAX_QUERY_TEXT, MAX_TERMS, type Term } from '../../../shared/records/query/term.ts';
import { RECORD_KINDS, type RecordKind } from '../../../shared/records/kind.ts';
import { TEXTS } from './texts.ts';

export interface FieldsForm {
  readonly kind: RecordKind;
  readonly sections: readonly FormSection[];
  readonly values: FormValues;
  /** Terms of the box that no field holds; asked along. */
  readonly rest: readonly Term[];
  /** The box's text for what is filled in. */
  readonly text: string;
  /** Why it cannot be searched; null: it can. */
  readonly because: string | null;
  readonly choose: (kind: RecordKind) => void;
  readonly write: (field: FormField, value: string) => void;
  /** Why what is written in a field is none of its kind. */
  readonly errorOf: (field: FormField) => string | undefined;
}

interface Filled extends FilledForm {
  readonly kind: RecordKind;
}

/** Why a field of a type took nothing of what is written in it. */
const NOT_READ: Readonly<Partial<Record<FormField['becomes'], string>>> = {
  when: 'Not a day or a time. For example: 3 nov, since friday, last tour, 11/03 0200-0400.',
  precinct: 'Not a precinct: 1 to 123.',
  phone: 'Not a phone: the last 4 to 10 digits.',
  plate: 'Not a plate: 2 to 10 letters and digits; * for the rest.',
  vin: 'Not a VIN: 4 to 17 letters and digits.',
};

function whyNot(filled: number, all: number, text: string): string | null {
  if (filled + all === 0) return TEXTS.formNothing;
  return text.length > MAX_QUERY_TEXT || filled + all > MAX_TERMS - 1 ? TEXTS.formTooLong : null;
}

/** `terms`: what the box says now, from which the form is filled. */
export function useFieldsForm(terms: readonly Term[], context: ReadingContext): FieldsForm {
  const [filled, setFilled] = useState((): Filled => {
    const { kind, values, rest } = filledForm(terms, RECORD_KINDS[0], context);
    return { kind: kind ?? RECORD_KINDS[0], values, rest: rest.filter(({ type }) => type !== 'kind') };
  });
  const { kind, values, rest } = filled;
  const sections = formOf(kind);
  const own = formTerms(kind, values, context);
  const text = [...own, ...rest].map(textOf).join(' ');
  return {
    ...{ kind, sections, values, rest, text },
    because: whyNot(own.length - 1, rest.length, text),
    choose: (next) => {
      // What the fields of the one kind said is said by those of the other, as far as it has them.
      const said = [...own.slice(1), ...rest];
      const { values: moved, rest: left } = filledForm(said, next, context);
      setFilled({ kind: next, values: moved, rest: left });
    },
    write: (field, value) => setFilled({ ...filled, values: { ...values, [field.id]: value } }),
    errorOf: (field) => {
      const value = values[field.id] ?? '';
      if (value.trim() === '' || termOfField(kind, field, value, context) !== null) return undefined;
      return NOT_READ[field.becomes] ?? TEXTS.formNotRead;
    },
  };
}
