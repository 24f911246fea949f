/**
 * What Ctrl+C means on the page: the person's own text goes its way, one shown cell of a record, or the number of the row the keys are at, is asked of the gateway,
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

/** In a grid of results the focus is at a row: of it the number is meant, what stands in the row being of the search. */
function placeOf(element: Element | null): HTMLElement | null {
  if (element?.getAttribute('role') !== 'grid') return element?.closest<HTMLElement>('[data-copy]') ?? null;
  const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
  return row?.querySelector<HTMLElement>('[data-copy]') ?? null;
}

/** The cell around an element; null outside a cell. `data-copy` is `section/row/field`. */
function cellAround(element: Element | null): RevealRequest | null {
  const cell = placeOf(element);
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
  const isOne = one !== null && placeOf(from) === placeOf(to) && other !== null;
  return isOne ? { what: 'cell', cell: one } : { what: 'refused' };
}
