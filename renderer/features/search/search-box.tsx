/**
 * The box that understands: one line of text, shown back as chips of what was understood. Tab reads the piece at the caret
 * another way, once through all its readings, and then goes on, so that nobody is held in the box.
 */
import { useState, type KeyboardEvent } from 'react';
import { chipOf } from '../../../shared/records/query/chip.ts';
import { MAX_QUERY_TEXT } from '../../../shared/records/query/term.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { BOX_ID, focusBox } from './focus-places.ts';
import { readingAt, type Reading } from './readings.ts';
import { TEXTS } from './texts.ts';

export interface SearchBoxProps {
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly cut: boolean;
  readonly onText: (text: string) => void;
  readonly onCycle: (reading: Reading) => void;
  readonly onRemove: (reading: Reading) => void;
  readonly onRun: () => void;
  readonly onClear: () => void;
  /** Leave downwards, into the results. */
  readonly onDown: () => void;
}

const MONO_TERMS: ReadonlySet<string> = new Set(['identifier', 'plate', 'vin', 'phone']);

function ReadingChip({
  reading,
  onCycle,
  onRemove,
}: Pick<SearchBoxProps, 'onCycle' | 'onRemove'> & { reading: Reading }) {
  const { label, value } = chipOf(reading.term);
  const others = reading.options.length > 1;
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault();
      onRemove(reading);
    }
  };
  return (
    <li>
      <button
        type="button"
        className="chip chip-button"
        aria-label={`${label} ${value}${others ? ', read another way' : ''}. Backspace removes.`}
        onClick={() => onCycle(reading)}
        onKeyDown={keys}
      >
        <span className="chip-label">{label}</span>{' '}
        <b className={MONO_TERMS.has(reading.term.type) ? 'mono' : ''}>{value}</b>
      </button>
    </li>
  );
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
function useTabCycle(props: SearchBoxProps, caret: number) {
  const [pressed, setPressed] = useState({ piece: '', times: 0 });
  const reading = readingAt(props.readings, caret);
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
      props.onCycle(reading);
      return true;
    },
  };
}

export function SearchBox(props: SearchBoxProps) {
  const { text, readings, cut } = props;
  const [caret, setCaret] = useState(text.length);
  const cycle = useTabCycle(props, caret);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === 'Tab' && !event.shiftKey && cycle.onTab()) event.preventDefault();
    else if (event.key === 'Enter') props.onRun();
    else if (event.key === 'Escape' && text !== '') props.onClear();
    else if (event.key === 'ArrowDown') props.onDown();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return (
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
          props.onText(event.target.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onBlur={cycle.forget}
        onKeyDown={onKeyDown}
      />
      <ul className="box-chips" aria-label={TEXTS.understoodAs} onClick={(event) => event.stopPropagation()}>
        {readings.map((reading) => (
          <ReadingChip
            key={`${reading.start}-${reading.piece}`}
            reading={reading}
            onCycle={props.onCycle}
            onRemove={props.onRemove}
          />
        ))}
      </ul>
      <span id="box-understood" className="box-side" role="status">
        {cut ? <span className="box-hint">{TEXTS.cut}</span> : null}
        {cycle.reading !== undefined && !cut ? <Hint reading={cycle.reading} canCycle={cycle.canCycle} /> : null}
      </span>
      <Kbd keys="Enter" />
    </div>
  );
}
