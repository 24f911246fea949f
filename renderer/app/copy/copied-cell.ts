/**
 * What Ctrl+C means on the page: the person's own text goes its way, one shown cell of a record is asked of the gateway,
 * everything else stays here (S39). Reads the page, changes nothing.
 */
import type { RevealRequest } from '../../../shared/records/view.ts';

export type Copied =
  /** A field the person writes in, or a code that is made to be taken along. */
  { readonly what: 'own' } | { readonly what: 'cell'; readonly cell: RevealRequest } | { readonly what: 'refused' };

const elementOf = (node: Node | null): Element | null =>
  node instanceof Element ? node : (node?.parentElement ?? null);

const isField = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/** The cell around an element; null outside a cell. `data-copy` is `section/row/field`. */
function cellAround(element: Element | null): RevealRequest | null {
  const cell = element?.closest<HTMLElement>('[data-copy]');
  const record = cell?.closest<HTMLElement>('[data-copy-record]')?.dataset['copyRecord'];
  const [section, row, field] = cell?.dataset['copy']?.split('/') ?? [];
  if (record === undefined || section === undefined || field === undefined) return null;
  return { record, section, row: Number(row), field };
}

/** @param selection What is selected on the page. @param focused What has the focus, where nothing is selected. */
export function copiedFrom(selection: Selection | null, focused: Element | null): Copied {
  if (isField(focused)) return { what: 'own' };
  const isEmpty = selection === null || selection.isCollapsed || selection.toString() === '';
  const from = isEmpty ? focused : elementOf(selection.anchorNode);
  const to = isEmpty ? focused : elementOf(selection.focusNode);
  const own = from?.closest('[data-copyable]') ?? null;
  if (own !== null && own === to?.closest('[data-copyable]')) return { what: 'own' };
  const [one, other] = [cellAround(from), cellAround(to)];
  const isOne = one !== null && from?.closest('[data-copy]') === to?.closest('[data-copy]') && other !== null;
  return isOne ? { what: 'cell', cell: one } : { what: 'refused' };
}
