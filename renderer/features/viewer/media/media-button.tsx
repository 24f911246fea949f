/** The way to an image or recording of a record: a button at its row, and the key that goes there. Opens nothing by itself. */
import type { Action } from '../../../app/actions/action.ts';
import { useCapability } from '../../../bridge/snapshot.tsx';
import { Button } from '../../../ui/button.tsx';
import type { CellModel, SectionModel } from '../record-model.ts';
import { TEXTS } from '../texts.ts';

const isMedia = ({ section }: SectionModel): boolean => section.answers === 'media';

interface MediaButtonProps {
  readonly model: SectionModel;
  readonly cells: readonly CellModel[];
  readonly onOpen: (place: { readonly section: string; readonly row: number }) => void;
}
/** Courtesy only: the gateway decides whether it may be opened. Not offered where the file itself is withheld. */
export function MediaButton({ model, cells, onOpen }: MediaButtonProps) {
  const may = useCapability('record.media');
  const place = cells[0]?.place;
  const isWithheld = cells.some(({ field, cell }) => field.key === 'recording' && cell.show === 'withheld');
  if (!isMedia(model) || !may || isWithheld || place === undefined) return null;
  return (
    <span className="media-open" data-media>
      <Button icon="eye" keys="V" onPress={() => onOpen({ section: place.section, row: place.row })}>
        {TEXTS.openMedia}
        <span className="visually-hidden">{` ${String(place.row + 1)}`}</span>
      </Button>
    </span>
  );
}

/** From one to the next, around. */
function goToNext(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('[data-media] button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + 1) % Math.max(1, buttons.length)]?.focus();
}

export function mediaAction(sections: readonly SectionModel[]): Action {
  return {
    id: 'record.media',
    group: 'This record',
    label: 'Go to the images and recordings',
    keys: 'V',
    run: goToNext,
    ...(sections.some(isMedia) ? {} : { unavailable: { because: 'This record has no image or recording.' } }),
  };
}
