/** The places of the search room that keys lead to, by their ids. There is one search room on the page. */
export const BOX_ID = 'search-box';
export const GRID_ID = 'search-grid';
export const FACETS_ID = 'search-facets';

export function focusBox(select = false): void {
  const box = document.getElementById(BOX_ID);
  box?.focus();
  if (select && box instanceof HTMLInputElement) box.select();
}
export const focusGrid = (): void => document.getElementById(GRID_ID)?.focus();
export const focusFacets = (): void =>
  document.getElementById(FACETS_ID)?.querySelector<HTMLElement>('input, button')?.focus();
