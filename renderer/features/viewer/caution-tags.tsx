/** The cautions of a record in words, each with its sign. Shows every one of them; a hit is not called confirmed before it is. */
import { CAUTIONS } from '../../../shared/records/definition.ts';
import type { RecordLink } from '../../../shared/records/view.ts';
import { Tag } from '../../ui/tag.tsx';

interface CautionTagsProps extends Pick<RecordLink, 'cautions'> {
  /** The record is a hit, and its custodian said that it stands (S14). */
  readonly confirmed?: boolean;
}

export function CautionTags({ cautions, confirmed = false }: CautionTagsProps) {
  return cautions.map((id) => {
    const caution = CAUTIONS[id];
    return (
      <Tag key={id} tone={caution.tone}>
        {confirmed && 'confirmed' in caution ? caution.confirmed : caution.label}
      </Tag>
    );
  });
}
