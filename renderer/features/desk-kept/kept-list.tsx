/** One list of what is kept: a heading, its entries with what can be done, or a word that there is none. */
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';

export interface KeptEntry {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly badge?: string | undefined;
  readonly onOpen: () => void;
  readonly act?: { readonly label: string; readonly run: () => void } | undefined;
}

interface KeptListProps {
  readonly title: string;
  readonly entries: readonly KeptEntry[];
  /** Instead of an empty list. */
  readonly none: string;
  readonly children?: ReactNode;
}

export function KeptList({ title, entries, none, children }: KeptListProps) {
  return (
    <section className="kept">
      <h2 className="eyebrow">{title}</h2>
      {entries.length === 0 ? (
        <p className="dim">{none}</p>
      ) : (
        <ul className="kept-list" aria-label={title}>
          {entries.map(({ id, label, note, badge, onOpen, act }) => (
            <li key={id}>
              <Button tone="link" onPress={onOpen}>
                {label}
              </Button>
              {badge === undefined ? null : <span className="kept-badge">{badge}</span>}
              <span className="dim kept-note">{note}</span>
              {act && (
                <Button tone="quiet" onPress={act.run}>
                  {act.label}
                  <span className="visually-hidden">{` ${label}`}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
