/** The places of the search room that keys lead to, by their ids. There is one search room on the page. */
export const BOX_ID = 'search-box';
export const BOX_CHIPS_ID = 'search-chips';
export const GRID_ID = 'search-grid';
export const HEAD_ID = 'search-head';
export const FACETS_ID = 'search-facets';

export function focusBox(select = false): void {
  const box = document.getElementById(BOX_ID);
  box?.focus();
  if (select && box instanceof HTMLInputElement) box.select();
}
/** The grid, or the box while there are no rows. */
export function focusGrid(): void {
  const grid = document.getElementById(GRID_ID);
  if (grid === null) focusBox();
  else grid.focus();
}
export const focusFacets = (): void =>
  document.getElementById(FACETS_ID)?.querySelector<HTMLElement>('input, button')?.focus();
export const focusHead = (): void => document.getElementById(HEAD_ID)?.querySelector('button')?.focus();
/** The chip next to the box's text, or the box while there is none. */
export function focusLastChip(): void {
  const chips = document.getElementById(BOX_CHIPS_ID)?.querySelectorAll<HTMLElement>('button.chip-button');
  const last = chips?.item(chips.length - 1);
  if (last) last.focus();
  else focusBox();
}
