/** Proves what holds for every kind: no biometric field, every field tagged, victims and contacts never open. */
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../kind.ts';
import { RECORD_DEFINITIONS } from './definitions.ts';

const BIOMETRIC =
  /biometric|finger|palm|thumb|iris|retina|face|facial|(?<!in)voice|gait|dna|genetic|vein|photo|mugshot|template|probe/i;
const FIELDS = RECORD_KINDS.flatMap((kind) =>
  RECORD_DEFINITIONS[kind].sections.flatMap((section) =>
    section.fields.map((field) => ({ path: `${kind}.${section.id}.${field.key}`, ...field })),
  ),
);

describe('definitions of the record kinds', () => {
  it('has one definition for every kind, under its own name', () => {
    for (const kind of RECORD_KINDS) expect(RECORD_DEFINITIONS[kind].kind).toBe(kind);
    expect(FIELDS.length).toBeGreaterThan(200);
  });

  it('S19: no kind has a biometric field', () => {
    expect(BIOMETRIC.test('fingerprintClass')).toBe(true);
    expect(FIELDS.filter((field) => BIOMETRIC.test(field.key) || BIOMETRIC.test(field.label))).toEqual([]);
  });

  it('deny by default: every field says its tags, and open stands alone', () => {
    for (const field of FIELDS) {
      expect(field.tags.length, field.path).toBeGreaterThan(0);
      if (field.tags.includes('open')) expect(field.tags, field.path).toEqual(['open']);
    }
  });

  it('S22: names, dates of birth, plates, numbers of things, phones, home addresses and narratives are never open', () => {
    const guarded =
      /^(name|dob|plate|vin|serial|licence|phone|homeAddress|address|text|race|sex|ageGroup|description)$/;
    const open = FIELDS.filter((field) => guarded.test(field.key) && field.tags.includes('open'));
    // A vehicle's description names no person.
    expect(open.map((field) => field.path)).toEqual(['call911.vehicles.description', 'call311.vehicle.description']);
  });

  it('S22: phones and home addresses are contact details, injuries are medical, recordings are media', () => {
    for (const field of FIELDS) {
      if (field.type === 'phone' || field.key === 'homeAddress') expect(field.tags, field.path).toContain('contact');
      if (field.key === 'injury' || field.key === 'medical') expect(field.tags, field.path).toContain('medical');
      if (field.key === 'recording') expect(field.tags, field.path).toContain('media');
    }
  });

  it('keys are unique: sections within a kind, fields within a section', () => {
    for (const { sections } of Object.values(RECORD_DEFINITIONS)) {
      expect(new Set(sections.map((section) => section.id)).size).toBe(sections.length);
      for (const { fields } of sections) expect(new Set(fields.map((field) => field.key)).size).toBe(fields.length);
    }
  });
});
