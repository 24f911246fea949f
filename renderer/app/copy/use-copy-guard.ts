/**
 * Ctrl+C in a session: one shown cell is asked of the gateway, which logs it and gives its text; any other record content is
 * refused with the rule (S39). Also drags: what may not be copied is not dragged out of the window either.
 */
import { useEffect, useEffectEvent } from 'react';
import { policyRule } from '../../../shared/policy/rules.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { useActions } from '../actions/use-action.ts';
import { useSay } from '../bottom-line.ts';
import { FAULT_TEXTS } from '../fault-texts.ts';
import { copiedFrom, type Copied } from './copied-cell.ts';
import { putOnClipboard } from './put-on-clipboard.ts';

const REFUSED = `Not copied. S39, ${policyRule('S39').short}: put the focus on a row of the results or on one shown cell (X, Shift+X) and press Ctrl+C; each copy is logged.`;

const now = (): Copied => copiedFrom(document.getSelection(), document.activeElement);

/** The cells that can be copied, of what is in sight. */
const cells = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-copy][tabindex]')].filter((cell) => cell.offsetParent !== null);

function goToCell(step: 1 | -1): void {
  const all = cells();
  const at = all.findIndex((cell) => cell === document.activeElement);
  const next = at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step;
  const cell = all[Math.max(0, Math.min(all.length - 1, next))];
  cell?.scrollIntoView({ block: 'nearest' });
  cell?.focus({ preventScroll: true });
}

export function useCopyGuard(): void {
  const bridge = useBridge();
  const say = useSay();
  const copyCell = useEffectEvent(async (cell: Extract<Copied, { what: 'cell' }>['cell']) => {
    const reply = await bridge.call('record.copy', cell);
    if (!reply.ok) {
      const { rule } = reply.fault;
      say(`Not copied${rule === undefined ? '' : `, ${rule}`}: ${FAULT_TEXTS[reply.fault.code].title}.`);
    } else if (putOnClipboard(reply.value.text)) {
      const what = cell.section === 'row' ? 'Copied the number' : 'Copied';
      say(`${what}; logged as audit row ${String(reply.value.auditSeq)}.`);
    } else say('The answer came too late to be copied: press Ctrl+C again.');
  });
  const refuse = useEffectEvent(() => say(REFUSED));
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const copied = now();
      if (copied.what === 'own') return;
      event.preventDefault();
      if (copied.what === 'cell') void copyCell(copied.cell);
      else refuse();
    };
    const onDrag = (event: DragEvent): void => {
      if (now().what === 'own') return;
      event.preventDefault();
    };
    document.addEventListener('copy', onCopy, true);
    document.addEventListener('cut', onCopy, true);
    document.addEventListener('dragstart', onDrag, true);
    return () => {
      document.removeEventListener('copy', onCopy, true);
      document.removeEventListener('cut', onCopy, true);
      document.removeEventListener('dragstart', onDrag, true);
    };
  }, []);
  const group = 'This record';
  useActions([
    { id: 'cell.next', group, label: 'Next cell that can be copied', keys: 'X', run: () => goToCell(1) },
    { id: 'cell.previous', group, label: 'Cell before', keys: 'Shift+X', run: () => goToCell(-1) },
    {
      id: 'cell.copy',
      group,
      label: 'Copy the cell (logged)',
      keys: 'Ctrl+C',
      byWidget: true,
      keysOnly: true,
      run: () => goToCell(1),
    },
  ]);
}
