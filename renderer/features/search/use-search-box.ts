/** What the box says and what it means: text, chosen readings, and the searches that follow from them. Searches only for a stated reason. */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import { parseQuery } from '../../../shared/records/query/parse.ts';
import type { ReadingContext } from '../../../shared/records/query/reading.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import type { Filters, SearchRequest, Sort } from '../../../shared/records/search.ts';
import { choicesOf, nextChoice, withoutPiece, withPiece, type Choices, type Reading } from './readings.ts';
import { sameTerms } from './same-terms.ts';
import { departmentContext, requestOf, understand } from './search-request.ts';
import { useReadingCounts, type ReadingCounts } from './use-reading-counts.ts';
import type { SearchSession } from './use-search-session.ts';

type Box = Workspace['box'];

interface Input {
  readonly search: SearchSession;
  readonly box: Box;
  readonly onBox: (patch: Partial<Box>) => void;
  /** Id of the reason in force; null when none is. */
  readonly reasonId: string | null;
  /** Asks for the reason; `then` runs once it is in force. */
  readonly onReason: (then: () => void) => void;
}

export interface SearchBoxState {
  readonly readings: readonly Reading[];
  readonly cut: boolean;
  readonly filters: Filters;
  readonly sort: Sort;
  readonly setText: (text: string) => void;
  readonly cycle: (reading: Reading) => void;
  /** Takes the given reading and searches with it. */
  readonly choose: (reading: Reading, option: number) => void;
  readonly remove: (reading: Reading) => void;
  /** Writes a piece otherwise; searches nothing. */
  readonly correct: (reading: Reading, written: string) => void;
  /** Asks a question put together elsewhere, as a form: its text into the box, and searched. */
  readonly ask: (text: string) => void;
  /** How many records each reading finds; known after a search only. */
  readonly counts: ReadingCounts;
  /** Day and time that the box counts from. */
  readonly context: ReadingContext;
  readonly run: () => void;
  readonly runWith: (change: { readonly filters?: Filters; readonly sort?: Sort }) => void;
  readonly runAgain: (text: string, request: SearchRequest) => void;
  readonly clear: () => void;
}

/** Starts a request now, or once a reason is stated for it. Rows belong to their reason: they go when it ends or changes. */
function useReasonedStart({ search, box, onBox, reasonId, onReason }: Input) {
  const start = (text: string, request: SearchRequest): void => {
    const go = (): void => {
      onBox({ text, request, selected: null, scroll: 0 });
      search.start(text, request);
    };
    if (reasonId === null) onReason(go);
    else go();
  };
  const restore = useEffectEvent(() => {
    // What was on screen before a lock comes back, for the reason that is still in force.
    if (reasonId !== null && box.request !== null && search.run.status === 'idle') {
      search.start(box.text, box.request);
    }
  });
  useEffect(() => {
    restore();
  }, []);
  const before = useRef(reasonId);
  const drop = useEffectEvent(() => {
    search.cancel();
  });
  useEffect(() => {
    if (before.current !== null && before.current !== reasonId) drop();
    before.current = reasonId;
  }, [reasonId]);
  return start;
}

export function useSearchBox(input: Input): SearchBoxState {
  const { search, box, onBox } = input;
  const { today, time } = departmentContext(new Date());
  const context = useMemo((): ReadingContext => (time === undefined ? { today } : { today, time }), [today, time]);
  const [choices, setChoices] = useState<Choices>(() =>
    choicesOf(box.text, parseQuery(box.text, context), box.request),
  );
  const { readings, cut } = useMemo(() => understand(box.text, choices, context), [box.text, choices, context]);
  const start = useReasonedStart(input);
  const counts = useReadingCounts({ search, readings, request: box.request, reasonId: input.reasonId });
  const filters = box.request?.filters ?? {};
  const sort = box.request?.sort ?? 'best';
  const searchFor = (text: string, terms: readonly Term[]): void => {
    if (terms.length === 0) return;
    const same = box.request !== null && sameTerms(terms, box.request.terms);
    start(text, requestOf(terms, same ? filters : {}, sort));
  };
  const remove = (reading: Reading): void => onBox({ text: withoutPiece(box.text, reading) });
  return {
    readings,
    cut,
    filters,
    sort,
    setText: (text) => onBox({ text }),
    cycle: (reading) => setChoices(nextChoice(choices, reading)),
    choose: (reading, option) => {
      const next = { ...choices, [reading.piece]: option };
      setChoices(next);
      searchFor(
        box.text,
        understand(box.text, next, context).readings.map((each) => each.term),
      );
    },
    remove,
    correct: (reading, written) => onBox({ text: withPiece(box.text, reading, written) }),
    ask: (text) => {
      setChoices({});
      const terms = parseQuery(text, context).understood.map(({ term }) => term);
      if (terms.length > 0) start(text, requestOf(terms, {}, sort));
    },
    counts,
    context,
    run: () =>
      searchFor(
        box.text,
        readings.map((reading) => reading.term),
      ),
    runWith: (change) => {
      if (box.request !== null) start(box.text, { ...box.request, filters, sort, ...change });
    },
    runAgain: (text, request) => {
      setChoices(choicesOf(text, parseQuery(text, context), request));
      start(text, request);
    },
    clear: () => {
      search.cancel();
      setChoices({});
      onBox({ text: '', request: null, selected: null, scroll: 0 });
    },
  };
}
