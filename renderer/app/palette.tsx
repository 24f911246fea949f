/** Every action by name (Ctrl+K). What cannot be done now is listed with its reason; Enter on it asks the gateway why. */
import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { groupRank, keysOf, type Action } from './actions/action.ts';
import { useActionList } from './actions/use-action.ts';
import { useAppRequests } from './app-requests.ts';
import { useSay } from './bottom-line.ts';

/** Words in any order, each the beginning of a word of the label or group. Available ones first. */
function findActions(actions: readonly Action[], typed: string): readonly Action[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const newest = new Map(actions.filter((action) => action.keysOnly !== true).map((action) => [action.id, action]));
  return [...newest.values()]
    .filter((action) => {
      const parts = `${action.label} ${action.group ?? ''}`.toLowerCase().split(/[\s:,]+/);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    })
    .toSorted(
      (one, other) =>
        Number(one.unavailable !== undefined) - Number(other.unavailable !== undefined) ||
        groupRank(one.group) - groupRank(other.group),
    );
}

export function Palette({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="All actions" isOpen={isOpen} onClose={onClose} hideTitle>
      <PaletteBody onClose={onClose} />
    </Dialog>
  );
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const { explain } = useAppRequests();
  const say = useSay();
  const found = findActions(useActionList(), typed);
  const current = Math.min(at, found.length - 1);
  const choose = (action: Action | undefined): void => {
    if (!action) return;
    onClose();
    if (!action.unavailable) action.run();
    else if (action.unavailable.about) explain(action.unavailable.about);
    else say(`${action.label}: ${action.unavailable.because}`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') choose(found[current]);
    else if (step !== undefined && found.length > 0) setAt((current + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <input
        className="in palette-input"
        role="combobox"
        aria-label="Find an action"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${String(current)}` : undefined}
        placeholder="Type what you want to do"
        maxLength={60}
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} className="palette-list" role="listbox" aria-label="Actions">
        {found.map((action, index) => (
          <PaletteItem
            key={action.id}
            id={`${id}-${String(index)}`}
            action={action}
            isCurrent={index === current}
            onChoose={() => choose(action)}
          />
        ))}
      </ul>
      {found.length === 0 ? <p className="dim palette-none">No action of that name.</p> : null}
    </div>
  );
}

interface PaletteItemProps {
  readonly id: string;
  readonly action: Action;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}
function PaletteItem({ id, action, isCurrent, onChoose }: PaletteItemProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isCurrent}
      className="palette-item"
      onClick={onChoose}
      ref={(element) => {
        if (isCurrent) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <span className={action.unavailable ? 'dim3' : ''}>{action.label}</span>
      {action.unavailable ? (
        <span className="dim palette-because">
          {action.unavailable.because}
          {action.unavailable.about ? ' · Enter: why?' : ''}
        </span>
      ) : (
        <span className="dim3 palette-because">{action.group}</span>
      )}
      {keysOf(action)
        .slice(0, 1)
        .map((keys) => (
          <Kbd key={keys} keys={keys} />
        ))}
    </li>
  );
}
