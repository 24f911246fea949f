/** A text with the matched pieces marked. Shows text only, never markup. */
import { Fragment } from 'react';
import { markPieces } from './mark-pieces.ts';

interface MarkedProps {
  readonly text: string;
  /** [start, end) offsets into the text. */
  readonly marks: readonly (readonly [number, number])[];
}

export function Marked({ text, marks }: MarkedProps) {
  return markPieces(text, marks).map((piece) =>
    piece.marked ? <mark key={piece.start}>{piece.text}</mark> : <Fragment key={piece.start}>{piece.text}</Fragment>,
  );
}
