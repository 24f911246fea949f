/**
 * Fielded forms out of the definitions of the record kinds: which fields of a kind can be asked for and which term each
 * becomes. A form is the same question as the box: it gives terms, and terms fill it again. Pure; opens nothing.
 */
import type { FieldDefinition, RecordKindDefinition, SectionDefinition } from '../definition.ts';
import type { RecordKind } from '../kind.ts';
import { RECORD_DEFINITIONS } from '../kinds/definitions.ts';
import { fieldTerm, fieldText, sameTerm } from './form-terms.ts';
import type { ReadingContext } from './reading.ts';
import { MAX_TERMS, type Term } from './term.ts';

/** The type of the term that a field becomes. */
export type FieldTerm =
  'identifier' | 'plate' | 'phone' | 'vin' | 'name' | 'address' | 'when' | 'precinct' | 'offence' | 'words';

export interface FormField {
  /** `section.field` of the definition; `number` for the record's own number. */
  readonly id: string;
  readonly label: string;
  readonly becomes: FieldTerm;
}
export interface FormSection {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly FormField[];
}
/** What is written in a form, by the id of its field. */
export type FormValues = Readonly<Partial<Record<string, string>>>;

const NUMBERS = new Set(
  `complaintNumber arrestNumber docket serial licence previousInvoice nextInvoice packaging number`.split(' '),
);
const ADDRESSES = new Set(['address', 'homeAddress']);
const OFFENCES = new Set(['offence', 'callType']);
/** Say nothing by themselves, or only of one row of a list. */
const LEFT_OUT = new Set('role rank line position recording vehicleNumber'.split(' '));

/** The term that a field becomes; null: it cannot be asked for. */
function becomes(field: FieldDefinition, section: SectionDefinition): FieldTerm | null {
  const { key, type } = field;
  if (LEFT_OUT.has(key)) return null;
  if (key === 'precinct') return 'precinct';
  if (key === 'vin') return 'vin';
  if (key === 'name') return 'name';
  if (ADDRESSES.has(key)) return 'address';
  if (OFFENCES.has(key)) return 'offence';
  switch (type) {
    case 'plate':
    case 'phone':
      return type;
    case 'date':
    case 'datetime':
      // A record is found by when it happened: the first time of its section, and by no other.
      return section.answers === 'when' && section.fields[0] === field ? 'when' : null;
    case 'identifier':
      return NUMBERS.has(key) ? 'identifier' : 'words';
    case 'number':
      return key === 'year' ? 'words' : null;
    case 'money':
    case 'flag':
      return null;
    case 'text':
    case 'long-text':
    case 'code':
      return 'words';
  }
}

function sectionOf(section: SectionDefinition): FormSection {
  const fields = section.fields.flatMap((field): FormField[] => {
    const term = becomes(field, section);
    return term === null ? [] : [{ id: `${section.id}.${field.key}`, label: field.label, becomes: term }];
  });
  return { id: section.id, label: section.label, fields };
}

function formOfDefinition({ label, numberLabel, sections }: RecordKindDefinition): readonly FormSection[] {
  const number: FormField = { id: 'number', label: numberLabel, becomes: 'identifier' };
  return [{ id: 'number', label, fields: [number] }, ...sections.map(sectionOf)].filter(
    ({ fields }) => fields.length > 0,
  );
}

/** The form of a kind: sections and labels in the order of its definition. */
export const formOf = (kind: RecordKind): readonly FormSection[] => formOfDefinition(RECORD_DEFINITIONS[kind]);

const fieldsOf = (kind: RecordKind): readonly FormField[] => formOf(kind).flatMap(({ fields }) => fields);

/** The kind of the number that a field holds, where its name tells it. */
function kindOfNumber(kind: RecordKind, { id }: FormField): RecordKind | null {
  if (id === 'number') return kind;
  if (id.endsWith('.complaintNumber')) return 'complaint';
  return id.endsWith('.arrestNumber') ? 'arrest' : null;
}

/** The term of one field; null when it is empty or its text is none of its kind (a day that is none). */
export const termOfField = (kind: RecordKind, field: FormField, text: string, context: ReadingContext): Term | null =>
  fieldTerm(field.becomes, kindOfNumber(kind, field), text, context);

/** The terms of a filled form, the kind first; at most {@link MAX_TERMS}. What is no value of its field is left out. */
export function formTerms(kind: RecordKind, values: FormValues, context: ReadingContext): readonly Term[] {
  const terms = fieldsOf(kind).flatMap((field) => termOfField(kind, field, values[field.id] ?? '', context) ?? []);
  return [{ type: 'kind', value: kind } as const, ...terms].slice(0, MAX_TERMS);
}

export interface FilledForm {
  /** Null: no kind is asked for, or several. */
  readonly kind: RecordKind | null;
  readonly values: FormValues;
  /** Terms that no field of the form can hold; they stay part of the question. */
  readonly rest: readonly Term[];
}

/**
 * The field that gives a term again and is still empty. Words could stand in any field: they fill the long text alone. An
 * address is first where it happened, then where somebody lives.
 */
function fieldFor(kind: RecordKind, term: Term, taken: FormValues, context: ReadingContext): FormField | undefined {
  const fits = fieldsOf(kind).filter(
    (field) =>
      taken[field.id] === undefined &&
      (term.type !== 'words' || field.id === 'narrative.text') &&
      sameTerm(termOfField(kind, field, fieldText(term), context), term),
  );
  return fits.find(({ id }) => !id.endsWith('.homeAddress')) ?? fits[0];
}

/** A form filled from a question. `kind` chooses the form when the question does not. */
export function filledForm(terms: readonly Term[], chosen: RecordKind | null, context: ReadingContext): FilledForm {
  const kinds = terms.filter((term) => term.type === 'kind').map((term) => term.value);
  const kind = kinds.length === 1 ? (kinds[0] ?? null) : kinds.length === 0 ? chosen : null;
  const asked = terms.filter((term) => kind === null || term.type !== 'kind');
  const values: Record<string, string> = {};
  const rest: Term[] = [];
  for (const term of asked) {
    const field = kind === null ? undefined : fieldFor(kind, term, values, context);
    if (field) values[field.id] = fieldText(term);
    else rest.push(term);
  }
  return { kind, values, rest };
}
