import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_KINDS } from '../kind.ts';
import { RECORD_DEFINITIONS } from '../kinds/definitions.ts';
import { fullReading, textOf } from './chip.ts';
import { filledForm, formOf, formTerms, type FormValues } from './forms.ts';
import { parseQuery } from './parse.ts';
import { MAX_TERMS, termSchema } from './term.ts';

const context = { today: '2026-11-23', time: '10:30' };
const read = (kind: (typeof RECORD_KINDS)[number], values: FormValues): readonly string[] =>
  formTerms(kind, values, context).map(fullReading);

describe('forms out of the definitions', () => {
  test.each(RECORD_KINDS)('%s: sections and labels stand as in its definition, each field once', (kind) => {
    const definition = RECORD_DEFINITIONS[kind];
    const [number, ...sections] = formOf(kind);
    expect(number?.fields).toEqual([{ id: 'number', label: definition.numberLabel, becomes: 'identifier' }]);
    const order = definition.sections.map(({ id }) => id).filter((id) => sections.some((section) => section.id === id));
    expect(sections.map(({ id }) => id)).toEqual(order);
    const ids = sections.flatMap(({ fields }) => fields.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, fields } of sections) {
      const section = definition.sections.find((one) => one.id === id);
      for (const field of fields) {
        expect(section?.fields.find(({ key }) => `${id}.${key}` === field.id)?.label).toBe(field.label);
      }
    }
  });

  test.each([
    ['complaint', { number: '2026 113 4512' }, ['complaint no. 2026-113-004512']],
    ['complaint', { 'offence.offence': 'gla' }, ['offence GRAND LARCENY OF MOTOR VEHICLE']],
    ['complaint', { 'vehicles.plate': 'ny klr48*' }, ['plate starts NY KLR48']],
    ['complaint', { 'persons.name': 'smith, j' }, ['name SMITH J']],
    ['complaint', { 'place.address': '134-22 farmers boulevard' }, ['address 134-22 FARMERS BLVD']],
    ['complaint', { 'times.from': 'last friday 0200-0400' }, ['from 20 NOV 2026 02:00 to 04:00']],
    ['complaint', { 'times.from': 'since 11/03' }, ['since 03 NOV 2026']],
    ['complaint', { 'times.from': 'some day' }, []],
    ['complaint', { 'place.precinct': 'x' }, []],
    ['complaint', { 'persons.phone': '(718) 555-0142' }, ['phone (718) 555-0142']],
    ['complaint', { 'narrative.text': 'broke the "rear" window' }, ['words BROKE THE REAR WINDOW']],
    ['arrest', { 'charges.statute': 'pl 155.30' }, ['words PL 15530']],
    ['arrest', { 'handling.complaintNumber': '2026 113 4512' }, ['complaint no. 2026-113-004512']],
    ['stolen', { 'property.vin': '1hgcm8' }, ['VIN contains 1HGCM8']],
  ] as const)('%s %j is read as %j', (kind, values, chips) => {
    const ids = formOf(kind).flatMap(({ fields }) => fields.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(Object.keys(values)));
    expect(read(kind, values).slice(1)).toEqual(chips);
  });

  test('a form holds no more terms than a question', () => {
    const values = Object.fromEntries(formOf('complaint').flatMap(({ fields }) => fields.map(({ id }) => [id, 'a1b'])));
    expect(formTerms('complaint', values, context)).toHaveLength(MAX_TERMS);
  });
});

const filled = fc.constantFrom(...RECORD_KINDS).chain((kind) => {
  const ids = formOf(kind).flatMap(({ fields }) => fields.map(({ id }) => id));
  const value = fc.oneof(
    fc.constantFrom(
      'klr4821',
      'NY klr48*',
      '*821',
      'smith, j',
      "o'brien",
      '113',
      '2026-113-004512',
      '3 nov',
      'since friday',
    ),
    fc.constantFrom(
      'last tour',
      '7185550142',
      '1HGCM82633A004352',
      '134-22 farmers blvd',
      'pl 155.30',
      'robbery',
      'gla',
    ),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  return fc.record({
    kind: fc.constant(kind),
    values: fc.dictionary(fc.constantFrom(...ids), value, { maxKeys: 5, noNullPrototype: true }),
  });
});

describe('a form is the same question as the box', () => {
  test('its terms are ones the gateway takes, and their text gives them again', () => {
    fc.assert(
      fc.property(filled, ({ kind, values }) => {
        const terms = formTerms(kind, values, context);
        for (const term of terms) expect(termSchema.parse(term)).toEqual(term);
        const text = terms.map(textOf).join(' ');
        expect(parseQuery(text, context).understood.map(({ term }) => term)).toEqual(terms);
      }),
      { numRuns: 200 },
    );
  });

  test('filled from its own question it asks the same', () => {
    const texts = (terms: ReturnType<typeof formTerms>): readonly string[] => terms.map(textOf).toSorted();
    fc.assert(
      fc.property(filled, ({ kind, values }) => {
        const terms = formTerms(kind, values, context);
        const again = filledForm(terms, null, context);
        expect(again.kind).toBe(kind);
        expect(texts([...formTerms(kind, again.values, context), ...again.rest])).toEqual(texts(terms));
      }),
      { numRuns: 150 },
    );
  });

  test('what no field can hold stays part of the question', () => {
    const terms = parseQuery('kind:complaint plate:klr48* -honda hours:02:00-04:00', context).understood.map(
      ({ term }) => term,
    );
    const { values, rest } = filledForm(terms, null, context);
    expect(values).toEqual({ 'vehicles.plate': 'KLR48*' });
    expect(rest.map(fullReading)).toEqual(['without HONDA', 'between 02:00 and 04:00']);
  });

  test('a question of two kinds fills no form', () => {
    const terms = parseQuery('kind:complaint kind:arrest', context).understood.map(({ term }) => term);
    expect(filledForm(terms, 'case', context)).toEqual({ kind: null, values: {}, rest: terms });
  });
});
