/** Under the box after a search: the two things that what was typed may mean, each with its count and its key. */
import { chipOf, fullReading } from '../../../shared/records/query/chip.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { countText } from './count-text.ts';
import { waysOf } from './readings.ts';
import { TEXTS } from './texts.ts';
import type { SearchBoxState } from './use-search-box.ts';

interface ReadingWaysProps {
  readonly box: SearchBoxState;
  readonly isActive: boolean;
}

export function ReadingWays({ box, isActive }: ReadingWaysProps) {
  // Only what was searched is counted; before that the chips and Tab say what there is.
  const ways = box.counts.isAsked ? waysOf(box.readings) : [];
  useActions(
    (isActive ? ways : []).map(({ reading, option, term }, at) => ({
      id: `search.way.${at + 1}`,
      group: 'Search',
      label: `${TEXTS.readAs} ${fullReading(term)}`,
      keys: `Alt+${at + 1}`,
      run: () => box.choose(reading, option),
    })),
  );
  if (ways.length === 0) return null;
  return (
    <ul className="box-ways" aria-label={TEXTS.ways}>
      {ways.map(({ reading, option, term }, at) => {
        const count = box.counts.of(reading, option);
        const { label, value } = chipOf(term);
        const isChosen = option === reading.chosen;
        return (
          <li key={`${reading.start}-${option}`} data-current={isChosen}>
            <Button tone="link" keys={`Alt+${at + 1}`} onPress={() => box.choose(reading, option)}>
              <span className="chip-label">{label}</span> {value} <b>{count ? countText(count) : ''}</b>
              {isChosen && <span className="visually-hidden">{`, ${TEXTS.inForce}`}</span>}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
