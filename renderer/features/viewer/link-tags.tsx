/** What must be known of a linked record before it is opened: its cautions first, and that it is archived. */
import type { RecordLink } from '../../../shared/records/view.ts';
import { Tag } from '../../ui/tag.tsx';
import { archivedWords } from './archived-words.ts';
import { CautionTags } from './caution-tags.tsx';

export function LinkTags({ link }: { readonly link: Pick<RecordLink, 'cautions' | 'archivedAt'> }) {
  return (
    <span className="link-tags">
      <CautionTags cautions={link.cautions} />
      {link.archivedAt !== undefined && <Tag icon="clock">{archivedWords(link.archivedAt)}</Tag>}
    </span>
  );
}
