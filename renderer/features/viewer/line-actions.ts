/** Keys between the lines of an invoice, and to the invoices that come before and after it in sequence. */
import type { Action } from '../../app/actions/action.ts';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import type { SectionModel } from './record-model.ts';
import { isLines } from './property-lines.ts';

const GROUP = 'This record';

/** Gives the line after (or before) the one with the focus the focus; from elsewhere the first (or last). */
function stepLine(step: 1 | -1): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.findIndex((line) => line.contains(document.activeElement));
  const line = at === -1 ? lines.at(step === 1 ? 0 : -1) : lines[at + step];
  line?.scrollIntoView({ block: 'nearest' });
  line?.focus({ preventScroll: true });
}

/** The number that stands in a field of the record, when it is shown. */
function shownNumber(sections: readonly SectionModel[], key: string): string | null {
  const cell = sections.flatMap((section) => section.rows.flat()).find(({ field }) => field.key === key)?.cell;
  return cell?.show === 'shown' && typeof cell.value === 'string' ? cell.value : null;
}

interface Around {
  readonly view: RecordView;
  readonly sections: readonly SectionModel[];
  readonly onLink: (link: RecordLink) => void;
}

/** The neighbour by its number: opened where it is among the links; else it is said that it is not. */
function neighbour({ view, sections, onLink }: Around, which: 'previousInvoice' | 'nextInvoice'): Action {
  const [label, keys] = which === 'previousInvoice' ? (['before', '<'] as const) : (['after', '>'] as const);
  const number = shownNumber(sections, which);
  const link = view.links.find((each) => each.kind === 'invoice' && each.number === number);
  return {
    id: `record.${which}`,
    group: GROUP,
    label: number === null ? `Invoice ${label}` : `Invoice ${label}: ${number}`,
    keys,
    run: () => {
      if (link) onLink(link);
    },
    ...(link
      ? {}
      : {
          unavailable: {
            because:
              number === null
                ? `no invoice ${label} this one is named`
                : `invoice ${number} is not among the linked records you may see`,
          },
        }),
  };
}

export function lineActions(around: Around): readonly Action[] {
  if (around.view.kind !== 'invoice') return [];
  const lines = around.sections.filter(isLines).reduce((sum, { rows }) => sum + rows.length, 0);
  const none = lines === 0 ? { unavailable: { because: 'This invoice shows no line.' } } : {};
  return [
    { id: 'record.line.next', group: GROUP, label: 'Next line', keys: '.', run: () => stepLine(1), ...none },
    { id: 'record.line.previous', group: GROUP, label: 'Line before', keys: ',', run: () => stepLine(-1), ...none },
    neighbour(around, 'previousInvoice'),
    neighbour(around, 'nextInvoice'),
  ];
}
