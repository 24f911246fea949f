/** The open records as tabs, the search first. References only: a tab holds a number and a kind, never content. */
import { useEffect, useRef } from 'react';
import { Button as MenuButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { RECORD_KINDS } from '../../../shared/records/kind.ts';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import { Icon } from '../../ui/icon.tsx';
import { TEXTS } from './texts.ts';
import './record-tabs.css';

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

/** Tabs from which on all of them are also listed: not all may be in sight. */
const MANY = 5;

/** All open records by number, for when the line of tabs is longer than the window. */
function AllTabs({ tabs, openTab, onSelect }: Pick<RecordTabsProps, 'tabs' | 'openTab' | 'onSelect'>) {
  return (
    <MenuTrigger>
      <MenuButton className="record-tab record-tabs-all">
        {`${tabs.length} open`}
        <Icon name="chevron-down" />
      </MenuButton>
      <Popover className="popover">
        <Menu className="menu" aria-label={TEXTS.tabs} onAction={(id) => onSelect(String(id))}>
          {tabs.map((tab) => (
            <MenuItem key={tab.id} id={tab.id} className="menu-item" textValue={tab.label}>
              <span className="menu-sign">
                <Icon name={tab.id === openTab ? 'check' : iconOf(tab.kind)} />
              </span>
              <span className="mono">{tab.label}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Keeps the open tab in sight. */
function useOpenInSight(openTab: string | null) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    line.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [openTab]);
  return line;
}

export function RecordTabs({ tabs, openTab, searchText, onSelect, onClose }: RecordTabsProps) {
  const line = useOpenInSight(openTab);
  if (tabs.length === 0) return null;
  return (
    <nav className="record-tabs" aria-label={TEXTS.tabs}>
      <div className="record-tabs-line" ref={line}>
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
      </div>
      {tabs.length >= MANY && <AllTabs tabs={tabs} openTab={openTab} onSelect={onSelect} />}
    </nav>
  );
}
