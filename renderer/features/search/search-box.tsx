/**
 * The box that understands: one line of text, shown back as chips of what was understood. Tab reads the piece at the caret
 * another way, once through all its readings, and then goes on, so that nobody is held in the box.
 */
import { useState, type KeyboardEvent } from 'react';
import { chipOf } from '../../../shared/records/query/chip.ts';
import { MAX_QUERY_TEXT } from '../../../shared/records/query/term.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { boxActions } from './box-actions.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import { BOX_ID, focusBox, focusLastChip } from './focus-places.ts';
import { ReadingChips } from './reading-chips.tsx';
import { ReadingWays } from './reading-ways.tsx';
import { readingAt, type Reading } from './readings.ts';
import { TEXTS } from './texts.ts';
import type { SearchBoxState } from './use-search-box.ts';
import './search-box.css';

export interface SearchBoxProps {
  readonly text: string;
  readonly box: SearchBoxState;
  /** Whether the room is on screen: only then the box has keys. */
  readonly isActive: boolean;
  /** Leave downwards, into the results. */
  readonly onDown: () => void;
}

/** "understood as plate · Tab read as name" for the piece at the caret. */
function Hint({ reading, canCycle }: { readonly reading: Reading; readonly canCycle: boolean }) {
  const next = reading.options[(reading.chosen + 1) % reading.options.length];
  return (
    <span className="box-hint">
      {TEXTS.understoodAs} {chipOf(reading.term).label}
      {canCycle && next !== undefined && (
        <>
          {' · '}
          <Kbd keys="Tab" /> {TEXTS.readAs} {chipOf(next).label}
        </>
      )}
    </span>
  );
}

/** Counts the Tabs pressed on one text, so that the last one leaves the box. */
function useTabCycle(box: SearchBoxState, caret: number) {
  const [pressed, setPressed] = useState({ piece: '', times: 0 });
  const reading = readingAt(box.readings, caret);
  const times = reading?.piece === pressed.piece ? pressed.times : 0;
  const canCycle = reading !== undefined && times < reading.options.length - 1;
  return {
    reading,
    canCycle,
    forget: () => setPressed({ piece: '', times: 0 }),
    /** Whether the Tab was used up. */
    onTab: (): boolean => {
      if (!canCycle) return false;
      setPressed({ piece: reading.piece, times: times + 1 });
      box.cycle(reading);
      return true;
    },
  };
}

/** The caret stands before the first letter and nothing is marked. */
const isAtStart = ({ selectionStart, selectionEnd }: HTMLInputElement): boolean =>
  selectionStart === 0 && selectionEnd === 0;

export function SearchBox({ text, box, isActive, onDown }: SearchBoxProps) {
  const [caret, setCaret] = useState(text.length);
  const cycle = useTabCycle(box, caret);
  const [isForm, setForm] = useState(false);
  useActions(isActive ? boxActions(box, () => setForm(true)) : []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Tab' && !event.shiftKey && cycle.onTab()) event.preventDefault();
    else if (event.key === 'Enter') box.run();
    else if (event.key === 'Escape' && text !== '') box.clear();
    else if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'ArrowLeft' && isAtStart(event.currentTarget)) focusLastChip();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return (
    <>
      <div className="box" role="search" onClick={() => focusBox()}>
        <Icon name="search" />
        <input
          id={BOX_ID}
          type="text"
          className="box-input"
          aria-label={TEXTS.box}
          aria-describedby="box-understood"
          placeholder={TEXTS.boxHint}
          value={text}
          maxLength={MAX_QUERY_TEXT}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          autoFocus
          onChange={(event) => {
            cycle.forget();
            box.setText(event.target.value);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onBlur={cycle.forget}
          onKeyDown={onKeyDown}
        />
        <ReadingChips box={box} />
        <span id="box-understood" className="box-side" role="status">
          {box.cut ? <span className="box-hint box-cut">{TEXTS.cut}</span> : null}
          {cycle.reading !== undefined && !box.cut ? <Hint reading={cycle.reading} canCycle={cycle.canCycle} /> : null}
        </span>
        <Kbd keys="Enter" />
      </div>
      <ReadingWays box={box} isActive={isActive} />
      <FieldsDialog box={box} isOpen={isForm && isActive} onClose={() => setForm(false)} />
    </>
  );
}
