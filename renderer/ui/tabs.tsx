/** Tabs over one panel: what stands in the panel is the caller's. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

interface TabItem<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly count?: number;
}
interface TabsProps<T extends string> {
  readonly label: string;
  readonly items: readonly TabItem<T>[];
  readonly selected: T;
  readonly onSelect: (id: T) => void;
  readonly children: ReactNode;
}

export function Tabs<T extends string>({ label, items, selected, onSelect, children }: TabsProps<T>) {
  return (
    <AriaTabs
      className="tabs-frame"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const item = items.find((each) => each.id === key);
        if (item) onSelect(item.id);
      }}
    >
      <TabList aria-label={label} className="tabs">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.label}
            {item.count === undefined ? null : <span className="tab-count">{item.count}</span>}
          </Tab>
        ))}
      </TabList>
      {/* Another tab, another panel: its id is made once, and the tab names it. */}
      <TabPanel key={selected} id={selected} className="tab-panel">
        {children}
      </TabPanel>
    </AriaTabs>
  );
}
