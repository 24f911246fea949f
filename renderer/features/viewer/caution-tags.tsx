/** The cautions of a record in words, each with its sign. Shows every one of them. */
import { CAUTIONS } from '../../../shared/records/definition.ts';
import type { RecordLink } from '../../../shared/records/view.ts';
import { Tag } from '../../ui/tag.tsx';

export function CautionTags({ cautions }: Pick<RecordLink, 'cautions'>) {
  return cautions.map((caution) => (
    <Tag key={caution} tone={CAUTIONS[caution].tone}>
      {CAUTIONS[caution].label}
    </Tag>
  ));
}
