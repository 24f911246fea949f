/**
 * Two opened records beside each other, what differs marked in words and colour. Each is opened like any other record: for
 * the reason in force, and logged as a view.
 */
import { useCallback, useEffect, useMemo } from 'react';
import { useActions } from '../../../app/actions/use-action.ts';
import { useAppRequests } from '../../../app/app-requests.ts';
import { useSay } from '../../../app/bottom-line.ts';
import { usePrinting } from '../../../app/print/use-printing.ts';
import { FaultAlert } from '../../../app/fault-alert.tsx';
import { policyRule } from '../../../../shared/policy/rules.ts';
import type { RecordView } from '../../../../shared/records/view.ts';
import { Button } from '../../../ui/button.tsx';
import { Loading } from '../../../ui/progress.tsx';
import { CellText, type CellActs } from '../held-cell.tsx';
import { PrintSheet } from '../print-sheet.tsx';
import { useOpenRecord, type RecordHandle } from '../use-open-record.ts';
import { usePaneScroll } from '../use-pane-scroll.ts';
import { compareRecords, countDiffering, type ComparedLine, type ComparedSection, type Side } from './compare-model.ts';
import { VERDICTS, WORDS } from './words.ts';
import './compare.css';

export interface ComparedRecord {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
}

interface ComparePageProps {
  readonly records: readonly [ComparedRecord, ComparedRecord];
  readonly reasonId: string;
  readonly onOpen: (record: ComparedRecord) => void;
  readonly onClose: () => void;
  /** Where it was left; a lock brings it back so. */
  readonly look: { readonly onlyDiffering: boolean; readonly scroll: number } | null;
  readonly onLook: (look: { readonly onlyDiffering?: boolean; readonly scroll?: number }) => void;
}

interface TwoOpen {
  readonly left: RecordView;
  readonly right: RecordView;
  readonly acts: Readonly<Record<Side, CellActs>>;
}

const NO_NEEDLES: CellActs['needles'] = [];
const NOTHING: CellActs['changed'] = new Set();

function Value({ entry, acts, record }: { entry: ComparedLine['left']; acts: CellActs; record: string }) {
  if (entry === null) return <span className="dim">–</span>;
  if (typeof entry === 'string') return entry;
  return (
    <div data-copy-record={record}>
      <CellText model={entry} acts={acts} />
    </div>
  );
}

function Section({
  section,
  open,
  onlyDiffering,
}: {
  section: ComparedSection;
  open: TwoOpen;
  onlyDiffering: boolean;
}) {
  const lines = onlyDiffering ? section.lines.filter(({ verdict }) => verdict !== 'same') : section.lines;
  if (lines.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th colSpan={4} scope="rowgroup" className="eyebrow">
          {section.label}
        </th>
      </tr>
      {lines.map((line) => (
        <tr key={line.key} data-verdict={line.verdict}>
          <th scope="row">{line.label}</th>
          <td>
            <Value entry={line.left} acts={open.acts.left} record={open.left.id} />
          </td>
          <td>
            <Value entry={line.right} acts={open.acts.right} record={open.right.id} />
          </td>
          <td className="compare-verdict">{VERDICTS[line.verdict]}</td>
        </tr>
      ))}
    </tbody>
  );
}

function Table({ open, props }: { readonly open: TwoOpen; readonly props: ComparePageProps }) {
  const { look, onLook } = props;
  const onlyDiffering = look?.onlyDiffering ?? false;
  const sections = useMemo(() => compareRecords(open.left, open.right), [open.left, open.right]);
  const differing = countDiffering(sections);
  const { pane, remember } = usePaneScroll({ scroll: look?.scroll ?? 0, onScroll: (scroll) => onLook({ scroll }) });
  const { leave, print, unavailable } = usePrinting([open.left.id, open.right.id]);
  const toggle = useCallback(() => onLook({ onlyDiffering: !onlyDiffering }), [onLook, onlyDiffering]);
  useActions([
    { id: 'compare.only', group: WORDS.title, label: WORDS.onlyDiffering, keys: 'D', run: toggle, hint: 30 },
    {
      id: 'compare.print',
      group: WORDS.title,
      label: WORDS.print,
      keys: 'Ctrl+P',
      run: print,
      ...(unavailable && { unavailable }),
    },
  ]);
  return (
    <div className="compare-pane" ref={pane} onScroll={remember} tabIndex={0} role="region" aria-label={WORDS.title}>
      <PrintSheet views={[open.left, open.right]} leave={leave} />
      <table className="compare-table">
        <caption role="status">
          {differing === 0 ? WORDS.noneDiffer : `${differing} ${differing === 1 ? 'line differs' : 'lines differ'}.`}{' '}
          {WORDS.heldNote}
        </caption>
        <thead>
          <tr>
            <td />
            {props.records.map((record, at) => (
              <th key={record.id} scope="col">
                <Button tone="link" keys={at === 0 ? '1' : '2'} onPress={() => props.onOpen(record)}>
                  {record.number}
                </Button>
                <span className="compare-title">{at === 0 ? open.left.title : open.right.title}</span>
              </th>
            ))}
            <th scope="col">{WORDS.verdict}</th>
          </tr>
        </thead>
        {sections.map((section) => (
          <Section key={section.id} section={section} open={open} onlyDiffering={onlyDiffering} />
        ))}
      </table>
    </div>
  );
}

function useActs(handle: RecordHandle): CellActs {
  const say = useSay();
  const { explain } = useAppRequests();
  return {
    onReveal: (place) => {
      void handle.reveal(place).then((reply) => say(reply.ok ? WORDS.revealed : WORDS.notRevealed));
    },
    onWhy: (rule: Parameters<typeof policyRule>[0]) => explain({ of: 'rule', rule }),
    revealed: handle.record.state === 'open' ? handle.record.revealed : new Map<string, number>(),
    keyed: null,
    needles: NO_NEEDLES,
    changed: NOTHING,
    otherParts: new Map(),
  };
}

export function ComparePage(props: ComparePageProps) {
  const { records, reasonId, onOpen, onClose } = props;
  const left = useOpenRecord(records[0].id, reasonId);
  const right = useOpenRecord(records[1].id, reasonId);
  const acts = { left: useActs(left), right: useActs(right) };
  const say = useSay();
  const isOpen = left.record.state === 'open' && right.record.state === 'open';
  useEffect(() => {
    if (isOpen) say(WORDS.logged);
  }, [isOpen, say]);
  useActions([
    { id: 'compare.close', group: WORDS.title, label: WORDS.close, keys: 'Escape', run: onClose, hint: 31 },
    ...records.map((record, at) => ({
      id: `compare.open.${at + 1}`,
      group: WORDS.title,
      label: `Open ${record.number}`,
      keys: String(at + 1),
      run: () => onOpen(record),
    })),
  ]);
  const faults = [left, right].flatMap(({ record }) => (record.state === 'fault' ? [record.fault] : []));
  return (
    <div className="compare">
      <header className="compare-head">
        <h1>{WORDS.heading(records[0].number, records[1].number)}</h1>
        <Button icon="x" keys="Esc" onPress={onClose}>
          {WORDS.close}
        </Button>
      </header>
      {faults.map((fault, at) => (
        <FaultAlert key={at} fault={fault} />
      ))}
      {left.record.state === 'open' && right.record.state === 'open' ? (
        <Table props={props} open={{ left: left.record.view, right: right.record.view, acts }} />
      ) : (
        faults.length === 0 && <Loading label={WORDS.opening} />
      )}
    </div>
  );
}
