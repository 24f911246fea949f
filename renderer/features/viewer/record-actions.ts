/** What can be done on a record page, with its keys. Data for the keyboard, the palette and the key list. */
import type { Action } from '../../app/actions/action.ts';
import type { Printing } from '../../app/print/use-printing.ts';
import type { PolicyRuleId } from '../../../shared/policy/rules.ts';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { firstHeld, firstMasked, placeKey, type CellModel, type CellPlace, type SectionModel } from './record-model.ts';
import { keyedLinks } from './links-timeline.tsx';
import { lineActions } from './line-actions.ts';

interface Around {
  readonly view: RecordView;
  readonly sections: readonly SectionModel[];
  readonly onReveal: (place: CellPlace) => void;
  readonly onWhy: (rule: PolicyRuleId) => void;
  readonly onLink: (link: RecordLink) => void;
  readonly printing: Pick<Printing, 'print' | 'unavailable'>;
  /** Changed cells on the page. */
  readonly changes: number;
  readonly onChange: () => void;
  /** While the list of sections has the focus, the number keys are its own. */
  readonly isJumping: boolean;
}

const GROUP = 'This record';

/** The held cell with the focus, or else the first one of the page. */
function meant(around: Around, otherwise: CellModel | undefined): CellModel | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset['cell'];
  const found = around.sections
    .flatMap((section) => section.rows.flat())
    .find((model) => model.cell.show !== 'shown' && placeKey(model.place) === focused);
  return found ?? otherwise;
}

export function recordActions(around: Around): readonly Action[] {
  const masked = firstMasked(around.sections);
  const held = firstHeld(around.sections);
  const links = keyedLinks(around.view);
  return [
    {
      id: 'record.reveal',
      group: GROUP,
      label: 'Reveal the masked field',
      keys: 'R',
      run: () => {
        const model = meant(around, masked);
        const cell = model?.cell.show === 'masked' ? model : masked;
        if (cell !== undefined) around.onReveal(cell.place);
      },
      ...(masked === undefined
        ? { unavailable: { because: 'No field of this record is masked for you.' } }
        : { hint: 20 }),
    },
    {
      id: 'record.why',
      group: GROUP,
      label: 'Why is it held back?',
      keys: 'W',
      run: () => {
        const model = meant(around, held);
        if (model !== undefined && model.cell.show !== 'shown') around.onWhy(model.cell.rule);
      },
      ...(held === undefined
        ? { unavailable: { because: 'Nothing in this record is held back from you.' } }
        : { hint: 22 }),
    },
    {
      id: 'record.links',
      group: GROUP,
      label: 'Linked records',
      keys: 'L',
      run: () => document.querySelector<HTMLElement>('[data-link]')?.focus(),
      ...(links.length === 0 ? { unavailable: { because: 'No linked record that you may see.' } } : { hint: 21 }),
    },
    {
      id: 'record.change',
      group: GROUP,
      label: 'Next change since I last looked',
      keys: 'N',
      run: around.onChange,
      ...(around.changes === 0
        ? { unavailable: { because: 'Nothing on this page changed since you last looked.' } }
        : {}),
    },
    {
      id: 'record.places',
      group: GROUP,
      label: 'Places of linked records on the map',
      keys: 'M',
      run: () => document.querySelector<HTMLElement>('[data-place] summary')?.focus(),
      ...(around.view.links.some(({ point }) => point !== null)
        ? {}
        : { unavailable: { because: 'No linked record has a place that you may see.' } }),
    },
    {
      id: 'record.print',
      group: GROUP,
      label: 'Print this record (logged)',
      keys: 'Ctrl+P',
      run: around.printing.print,
      ...(around.printing.unavailable && { unavailable: around.printing.unavailable }),
    },
    ...lineActions(around),
    ...links.map((link, place): Action => ({
      id: `record.link.${place + 1}`,
      group: GROUP,
      label: `Open ${RECORD_DEFINITIONS[link.kind].label} ${link.number}`,
      ...(around.isJumping ? {} : { keys: String(place + 1) }),
      run: () => around.onLink(link),
    })),
  ];
}
