/** What was understood, as chips: reached from the box by the arrow keys, corrected, removed or read another way by key. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { chipOf, fullReading, textOf } from '../../../shared/records/query/chip.ts';
import { MAX_QUERY_TEXT } from '../../../shared/records/query/term.ts';
import { BOX_CHIPS_ID, focusBox } from './focus-places.ts';
import { countText } from './count-text.ts';
import type { Reading } from './readings.ts';
import { TEXTS } from './texts.ts';
import type { SearchBoxState } from './use-search-box.ts';

const MONO_TERMS: ReadonlySet<string> = new Set(['identifier', 'plate', 'vin', 'phone']);

interface ChipProps {
  readonly box: SearchBoxState;
  readonly reading: Reading;
}

/** The chip as text; Enter takes it, Esc leaves it as it was. */
function ChipEditor({ box, reading, onDone }: ChipProps & { readonly onDone: () => void }) {
  const [written, setWritten] = useState(() => textOf(reading.term));
  const done = useRef(false);
  const finish = (takes: boolean): void => {
    if (done.current) return;
    done.current = true;
    if (takes) box.correct(reading, written);
    onDone();
    focusBox();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === 'Enter');
  };
  return (
    <input
      type="text"
      className="chip chip-editor mono"
      aria-label={`${TEXTS.correct} ${fullReading(reading.term)}`}
      value={written}
      size={Math.min(Math.max(written.length, 6), 40)}
      maxLength={MAX_QUERY_TEXT}
      spellCheck={false}
      autoComplete="off"
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setWritten(event.target.value)}
      onBlur={onDone}
      onKeyDown={keys}
    />
  );
}

/** All readings of a piece, each with how many records it finds once that is known. */
function ChipMenu({ box, reading, onDone }: ChipProps & { readonly onDone: () => void }) {
  return (
    <Menu
      className="menu"
      aria-label={TEXTS.readAs}
      autoFocus="first"
      selectionMode="single"
      selectedKeys={[String(reading.chosen)]}
      onAction={(id) => {
        onDone();
        box.choose(reading, Number(id));
        focusBox();
      }}
    >
      {reading.options.map((term, option) => {
        const { label, value } = chipOf(term);
        const count = box.counts.of(reading, option);
        return (
          <MenuItem
            key={fullReading(term)}
            id={String(option)}
            className="menu-item reading-item"
            textValue={fullReading(term)}
          >
            <span className="chip-label">{label}</span> <b>{value}</b>
            {count !== undefined && <span className="reading-count">{countText(count)}</span>}
          </MenuItem>
        );
      })}
    </Menu>
  );
}

type Doing = 'nothing' | 'editing' | 'choosing';

function ReadingChip({ box, reading }: ChipProps) {
  const [doing, setDoing] = useState<Doing>('nothing');
  const chip = useRef<HTMLButtonElement>(null);
  const stop = (): void => setDoing('nothing');
  const others = reading.options.length > 1;
  const choose = (): void => {
    box.counts.ask(reading);
    setDoing('choosing');
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' || event.key === 'Delete') {
      box.remove(reading);
      focusBox();
    } else if (event.key === 'Enter') setDoing('editing');
    else if (event.key === 'ArrowDown' && event.altKey && others) choose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (doing === 'editing') return <ChipEditor box={box} reading={reading} onDone={stop} />;
  const { label, value } = chipOf(reading.term);
  return (
    <>
      <button
        ref={chip}
        type="button"
        className="chip chip-button"
        aria-label={`${label} ${value}. ${others ? TEXTS.chipKeysOthers : TEXTS.chipKeys}`}
        aria-haspopup={others ? 'menu' : undefined}
        onClick={() => (others ? choose() : setDoing('editing'))}
        onKeyDown={keys}
      >
        <span className="chip-label">{label}</span>{' '}
        <b className={MONO_TERMS.has(reading.term.type) ? 'mono' : ''}>{value}</b>
      </button>
      <Popover
        className="popover"
        triggerRef={chip}
        placement="bottom start"
        isOpen={doing === 'choosing'}
        onOpenChange={(open) => {
          if (!open) stop();
        }}
      >
        <ChipMenu box={box} reading={reading} onDone={stop} />
      </Popover>
    </>
  );
}

/** Arrow keys go along the chips; past the last one, and by Esc, back into the box. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.altKey || event.ctrlKey || !(event.target instanceof HTMLButtonElement)) return;
  const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('button.chip-button')];
  const at = chips.indexOf(event.target);
  if (event.key === 'ArrowLeft') chips[Math.max(at - 1, 0)]?.focus();
  else if (event.key === 'ArrowRight' && at < chips.length - 1) chips[at + 1]?.focus();
  else if (event.key === 'ArrowRight' || event.key === 'Escape') focusBox();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function ReadingChips({ box }: Pick<ChipProps, 'box'>) {
  return (
    <ul
      id={BOX_CHIPS_ID}
      className="box-chips"
      aria-label={TEXTS.understoodAs}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={walk}
    >
      {box.readings.map((reading) => (
        <li key={`${reading.start}-${reading.piece}`}>
          <ReadingChip box={box} reading={reading} />
        </li>
      ))}
    </ul>
  );
}
