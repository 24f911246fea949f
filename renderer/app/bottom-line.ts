/** The sentence at the bottom: what just happened. One at a time; never record content beyond a number. */
import { createContext, useContext } from 'react';

export interface BottomLine {
  readonly text: string;
  readonly say: (text: string) => void;
}
export const BottomLineContext = createContext<BottomLine>({ text: '', say: () => {} });

/** `say('Search took 41 ms')` shows it at the bottom and reads it out. */
export const useSay = (): BottomLine['say'] => useContext(BottomLineContext).say;
