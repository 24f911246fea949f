/**
 * Printing a record is an act: the gateway gives leave and records it, then the sheet is made (S39). The one place that hands
 * a record to the printer; without leave the page has nothing for it (print-guard.css).
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PrintLeave } from '../../../shared/records/view.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { useCapability } from '../../bridge/snapshot.tsx';
import type { Action } from '../actions/action.ts';
import { useSay } from '../bottom-line.ts';
import { FAULT_TEXTS } from '../fault-texts.ts';
import './print-guard.css';

export interface Printing {
  /** There while the sheet is made, and only then. */
  readonly leave: PrintLeave | null;
  readonly unavailable: Action['unavailable'];
  readonly print: () => void;
}

/** Until the dialog of the printer is closed the page stands still; nothing is left to be printed after it. */
function handOver(leave: PrintLeave, show: (leave: PrintLeave | null) => void): void {
  const { dataset } = document.documentElement;
  flushSync(() => show(leave));
  dataset['printing'] = String(leave.auditSeq);
  try {
    globalThis.print();
  } finally {
    delete dataset['printing'];
    show(null);
  }
}

/** @param records What is on the screen to be printed: leave is asked for these and no others. */
export function usePrinting(records: readonly [string] | readonly [string, string]): Printing {
  const bridge = useBridge();
  const say = useSay();
  const may = useCapability('record.print');
  const [leave, show] = useState<PrintLeave | null>(null);
  /** What is on the screen now: leave that comes too late is for something else. */
  const here = useRef('');
  const what = records.join(' ');
  useEffect(() => {
    here.current = what;
    return () => {
      here.current = '';
    };
  }, [what]);
  const print = useCallback(() => {
    void bridge.call('record.print', { records: what.split(' ') }).then((reply) => {
      if (!reply.ok) {
        const { rule, code } = reply.fault;
        say(`Not printed${rule === undefined ? '' : `, ${rule}`}: ${FAULT_TEXTS[code].title}.`);
      } else if (here.current === what) {
        handOver(reply.value, show);
        say(`Printing is logged as audit row ${String(reply.value.auditSeq)}.`);
      }
    });
  }, [bridge, say, what]);
  const unavailable: Action['unavailable'] = may
    ? undefined
    : { because: 'your role does not print records', about: { of: 'capability', capability: 'record.print' } };
  return { leave, unavailable, print };
}
