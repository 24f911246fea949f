/** Which columns the results show, and in which order. Kept for the role the person acts in. */
import { useState, type KeyboardEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import {
  ALWAYS,
  COLUMN_IDS,
  COLUMNS,
  DEFAULT_COLUMNS,
  movedColumn,
  withColumn,
  type ColumnId,
} from './grid-columns.ts';
import { TEXTS } from './texts.ts';

interface ColumnsDialogProps {
  readonly isOpen: boolean;
  readonly columns: readonly ColumnId[];
  readonly onColumns: (columns: readonly ColumnId[]) => void;
  readonly onClose: () => void;
}

export function ColumnsDialog({ isOpen, onClose, ...list }: ColumnsDialogProps) {
  return (
    <Dialog title={TEXTS.columns} isOpen={isOpen} onClose={onClose} size="narrow">
      <ColumnList {...list} onClose={onClose} />
    </Dialog>
  );
}

function ColumnList({ columns, onColumns, onClose }: Omit<ColumnsDialogProps, 'isOpen'>) {
  // The list keeps its order while it is open, but for what is moved: nothing jumps under the key.
  const [order, setOrder] = useState<readonly ColumnId[]>(() => [
    ...columns,
    ...COLUMN_IDS.filter((id) => !columns.includes(id)),
  ]);
  const move = (id: ColumnId, step: 1 | -1): void => {
    const next = movedColumn(order, id, step);
    setOrder(next);
    onColumns(next.filter((each) => columns.includes(each)));
  };
  const keys = (event: KeyboardEvent, id: ColumnId): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) {
      move(id, step);
      return;
    }
    const stops = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('input') ?? [])];
    stops[order.indexOf(id) + step]?.focus();
  };
  return (
    <>
      <p className="dim">
        {TEXTS.columnsText} <Kbd keys="Alt+ArrowUp" /> <Kbd keys="Alt+ArrowDown" />
      </p>
      <ul className="column-list" aria-label={TEXTS.columns}>
        {order.map((id, place) => (
          <li key={id} onKeyDown={(event) => keys(event, id)}>
            <Checkbox
              isSelected={columns.includes(id)}
              isDisabled={id === ALWAYS}
              onChange={() => {
                const next = withColumn(columns, id);
                onColumns(order.filter((each) => next.includes(each)));
              }}
            >
              {COLUMNS[id].label}
            </Checkbox>
            <Button tone="quiet" isDisabled={place === 0} onPress={() => move(id, -1)}>
              ↑<span className="visually-hidden">{` ${COLUMNS[id].label} ${TEXTS.earlier}`}</span>
            </Button>
            <Button tone="quiet" isDisabled={place === order.length - 1} onPress={() => move(id, 1)}>
              ↓<span className="visually-hidden">{` ${COLUMNS[id].label} ${TEXTS.later}`}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="dialog-acts">
        <Button
          onPress={() => {
            onColumns(DEFAULT_COLUMNS);
            onClose();
          }}
        >
          {TEXTS.columnsReset}
        </Button>
        <Button tone="primary" onPress={onClose}>
          {TEXTS.done}
        </Button>
      </div>
    </>
  );
}
