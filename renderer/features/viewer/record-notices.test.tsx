import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { RecordView } from '../../../shared/records/view.ts';
import { RecordNotices } from './record-notices.tsx';

const view = (more: Partial<RecordView>): RecordView =>
  ({ source: 'department', archivedAt: null, asOf: null, changed: null, ...more }) as RecordView;
const shown = (more: Partial<RecordView>): string => {
  const { container } = render(<RecordNotices view={view(more)} changes={0} onChange={() => undefined} />);
  return container.textContent;
};

it('what was not looked up, and who did not answer, is said; otherwise nothing is', () => {
  expect(shown({})).toBe('');
  expect(shown({ linksNotLookedUp: 6 })).toContain('6 more of what this record names was not looked up');
  expect(shown({ linksMissing: ['warrants', 'public'] })).toContain('Not answered: Warrants, Public records.');
  expect(screen.getAllByText('Linked records are not complete')).toHaveLength(2);
});

it('S4: an archived record says since when, and who archived it', () => {
  expect(shown({ archivedAt: '2020-03-04' })).toMatch(
    /Archived since 04 MAR 2020.*The department keeps it in the archive/,
  );
  expect(shown({ archivedAt: '2020-03-04', source: 'warrants' })).toContain('Its custodian keeps it in the archive');
});
