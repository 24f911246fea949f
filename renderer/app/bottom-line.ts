/** The sentence at the bottom: what just happened. One at a time; never record content beyond a number. */
import { createContext, useContext, useMemo, useState } from 'react';

interface BottomLine {
  readonly text: string;
  readonly say: (text: string) => void;
}
export const BottomLineContext = createContext<BottomLine>({ text: '', say: () => {} });

/** Makes the sentence's state; once, at the top. */
export function useNewBottomLine(): BottomLine {
  const [text, say] = useState('');
  return useMemo(() => ({ text, say }), [text]);
}

export const useBottomLine = (): BottomLine => useContext(BottomLineContext);

/** `say('Search took 41 ms')` shows it at the bottom and reads it out. */
export const useSay = (): BottomLine['say'] => useBottomLine().say;
