/** The open records as tabs, the search first. References only: a tab holds a number and a kind, never content. */
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { RECORD_KINDS } from '../../../shared/records/kind.ts';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import { Icon } from '../../ui/icon.tsx';
import { TEXTS } from './texts.ts';

interface RecordTabsProps {
  readonly tabs: Workspace['tabs'];
  readonly openTab: string | null;
  /** What the search tab says: the text of the box. */
  readonly searchText: string;
  readonly onSelect: (id: string | null) => void;
  readonly onClose: (id: string) => void;
}

const iconOf = (kind: string): string => {
  const known = RECORD_KINDS.find((each) => each === kind);
  return known === undefined ? 'file-text' : RECORD_DEFINITIONS[known].icon;
};

export function RecordTabs({ tabs, openTab, searchText, onSelect, onClose }: RecordTabsProps) {
  if (tabs.length === 0) return null;
  return (
    <nav className="record-tabs" aria-label={TEXTS.tabs}>
      <button
        type="button"
        className="record-tab"
        aria-current={openTab === null ? 'page' : undefined}
        onClick={() => onSelect(null)}
      >
        <Icon name="search" />
        <span className="cut">{searchText === '' ? TEXTS.searchTab : searchText}</span>
      </button>
      {tabs.map((tab) => (
        <span key={tab.id} className="record-tab-frame" data-open={openTab === tab.id}>
          <button
            type="button"
            className="record-tab"
            aria-current={openTab === tab.id ? 'page' : undefined}
            onClick={() => onSelect(tab.id)}
            onAuxClick={(event) => {
              if (event.button === 1) onClose(tab.id);
            }}
          >
            <Icon name={iconOf(tab.kind)} />
            <span className="mono">{tab.label}</span>
          </button>
          <button
            type="button"
            className="record-tab-close"
            aria-label={`${TEXTS.close} ${tab.label}`}
            onClick={() => onClose(tab.id)}
          >
            <Icon name="x" />
          </button>
        </span>
      ))}
    </nav>
  );
}
