/** Every word of the comparison, in one place. */
import type { ComparedLine } from './compare-model.ts';

export const VERDICTS: Readonly<Record<ComparedLine['verdict'], string>> = {
  same: 'same',
  differs: 'differs',
  'only-left': 'left only',
  'only-right': 'right only',
  held: 'not compared',
};

export const WORDS = {
  title: 'Comparison',
  heading: (one: string, other: string) => `${one} beside ${other}`,
  close: 'Close the comparison',
  print: 'Print the comparison (logged)',
  opening: 'Opening both records…',
  onlyDiffering: 'Show only the lines that differ, or all',
  verdict: 'Compared',
  noneDiffer: 'No line differs.',
  heldNote: 'What is held back is not compared.',
  logged: 'Both records are open beside each other; each opening is logged.',
  revealed: 'The field is revealed, and that is logged.',
  notRevealed: 'The field was not revealed.',
} as const;
