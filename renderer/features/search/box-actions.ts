/** What can be done with what the box has understood, with its keys. Data for the palette and the key list; the chips answer most keys themselves. */
import type { Action } from '../../app/actions/action.ts';
import { focusLastChip } from './focus-places.ts';
import { TEXTS } from './texts.ts';
import type { SearchBoxState } from './use-search-box.ts';

const GROUP = 'Search';

export function boxActions(box: SearchBoxState, openForm: () => void): readonly Action[] {
  const nothing = box.readings.length === 0 ? { unavailable: { because: TEXTS.nothingTyped } } : {};
  const chip = { group: GROUP, byWidget: true, keysOnly: true, run: focusLastChip, ...nothing } as const;
  return [
    { id: 'search.fields', group: GROUP, label: TEXTS.byFields, keys: 'Ctrl+E', run: openForm },
    {
      id: 'search.chips',
      group: GROUP,
      label: TEXTS.chips,
      keys: 'ArrowLeft',
      byWidget: true,
      run: focusLastChip,
      ...nothing,
    },
    { ...chip, id: 'search.chip.correct', label: TEXTS.chipCorrect, keys: 'Enter' },
    { ...chip, id: 'search.chip.remove', label: TEXTS.chipRemove, keys: ['Backspace', 'Delete'] },
    { ...chip, id: 'search.chip.readings', label: TEXTS.chipReadings, keys: 'Alt+ArrowDown' },
  ];
}
