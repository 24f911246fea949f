/** Writes a value of a record the way its field's type is read in the department. Pure; never decides what may be shown. */
import type { CellValue, FieldType } from '../../../shared/records/definition.ts';
import { formatDay, formatMoment } from '../../../shared/records/format.ts';

const MONEY = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

const phone = (digits: string): string =>
  /^\d{10}$/.test(digits) ? `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}` : digits;

/** The text of a value; null when there is none, so that empty fields can be left out. */
export function formatValue(type: FieldType, value: CellValue): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return type === 'money' ? MONEY.format(value) : String(value);
  switch (type) {
    case 'date':
      return formatDay(value);
    case 'datetime':
      return formatMoment(value);
    case 'phone':
      return phone(value);
    case 'text':
    case 'long-text':
    case 'identifier':
    case 'plate':
    case 'number':
    case 'money':
    case 'code':
    case 'flag':
      return value;
  }
}

/** Types read digit by digit: set in the mono font. */
export const isMono = (type: FieldType): boolean => type === 'identifier' || type === 'plate' || type === 'phone';
