/** The marked rows of the run that is shown; those of another run are not kept. */
import { useCallback, useState } from 'react';
import { NO_MARKS, type Marks } from './mark-model.ts';

export function useMarks(runKey: string): readonly [Marks, (marks: Marks) => void] {
  const [held, setHeld] = useState({ runKey, marks: NO_MARKS });
  const setMarks = useCallback((marks: Marks) => setHeld({ runKey, marks }), [runKey]);
  return [held.runKey === runKey ? held.marks : NO_MARKS, setMarks];
}
