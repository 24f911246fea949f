/** What keys and presses do in the result grid: move, open, mark. */
import { useCallback, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { focusHead } from './focus-places.ts';
import { isGridKey, rowAfter } from './grid-keys.ts';
import { allMarks, NO_MARKS, rangeOfMarks, toggledMark } from './mark-model.ts';
import type { ResultGridProps } from './result-grid-props.ts';

interface Input extends Pick<ResultGridProps, 'rows' | 'marks' | 'onMarks' | 'onSelect' | 'onOpen'> {
  /** Place of the row the keys are at; -1: none. */
  readonly active: number;
  readonly page: number;
  readonly show: (row: number) => void;
}

interface GridActs {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPress: (place: number, event: MouseEvent) => void;
}

export function useGridActs(input: Input): GridActs {
  const { rows, marks, active, page, show, onMarks, onSelect, onOpen } = input;
  /** Where a stretch of marked rows began. */
  const anchor = useRef(-1);
  const stretch = (to: number): void => {
    if (anchor.current === -1) anchor.current = Math.max(0, active);
    onMarks(rangeOfMarks(rows, anchor.current, to));
  };
  const goTo = (place: number): void => {
    const row = rows[place];
    if (row !== undefined) onSelect(row);
  };
  const move = (event: KeyboardEvent): void => {
    if (!isGridKey(event.key)) return;
    event.preventDefault();
    if (event.key === 'ArrowUp' && active <= 0 && !event.shiftKey) {
      focusHead();
      return;
    }
    const next = rowAfter(event.key, active, rows.length, page);
    if (event.shiftKey) stretch(next);
    else anchor.current = -1;
    goTo(next);
    if (next >= 0) show(next);
  };
  const act = (event: KeyboardEvent): boolean => {
    const row = rows[active];
    if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === ' ') {
      if (row !== undefined) onMarks(toggledMark(marks, row.id));
    } else if (event.key === 'Escape' && marks.size > 0) onMarks(NO_MARKS);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return;
      event.preventDefault();
      onMarks(allMarks(rows));
    } else if (act(event)) event.preventDefault();
    else move(event);
  };
  const pressed = (place: number, event: MouseEvent): void => {
    const row = rows[place];
    if (row === undefined) return;
    if (event.shiftKey) stretch(place);
    else if (event.ctrlKey || event.metaKey) onMarks(toggledMark(marks, row.id));
    else anchor.current = -1;
    goTo(place);
  };
  // The rows are drawn anew when what they are given is another: they are given the same all along.
  const latest = useRef(pressed);
  useEffect(() => {
    latest.current = pressed;
  });
  const onPress = useCallback((place: number, event: MouseEvent) => latest.current(place, event), []);
  return { onKeyDown, onPress };
}
