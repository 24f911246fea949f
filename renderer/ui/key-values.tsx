/** Labels and their values, in a list a screen reader knows as such. */
import type { ReactNode } from 'react';

interface KeyValue {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}
export function KeyValues({ items }: { readonly items: readonly KeyValue[] }) {
  return (
    <dl className="kv">
      {items.map((item) => (
        <div key={item.key} className="kv-pair">
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
