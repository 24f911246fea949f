/** Counts how often the rights of a session became fewer or other: what was fetched under the former ones is dropped with the count. */
import { useState } from 'react';
import type { SessionView } from '../../shared/session/view.ts';

const rightsOf = ({ role, person, capabilities, sources }: SessionView): readonly string[] => [
  `role ${role}`,
  `command ${person.commandLabel}`,
  ...capabilities,
  ...sources,
];

/** @returns 0 until something of the rights was lost; other rooms and caches are keyed by it. */
export function useAccessEpoch(session: SessionView): number {
  const rights = rightsOf(session);
  const [known, setKnown] = useState({ rights: rights.join('\n'), epoch: 0 });
  if (known.rights === rights.join('\n')) return known.epoch;
  const lost = known.rights.split('\n').some((right) => !rights.includes(right));
  const next = { rights: rights.join('\n'), epoch: known.epoch + (lost ? 1 : 0) };
  setKnown(next);
  return next.epoch;
}
