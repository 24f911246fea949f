/** The desk: lock-outs, sessions left behind, help with second factors. Each part is there for who may do it, and only then. */
import { useState } from 'react';
import type { Capability } from '../../../shared/policy/capabilities.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useSession } from '../../bridge/snapshot.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { FactorPart } from './factor-part.tsx';
import { LockoutsPart } from './lockouts-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { TEXTS } from './texts.ts';

const PARTS = ['lockouts', 'sessions', 'factor'] as const;
type Part = (typeof PARTS)[number];
const NEEDS: Readonly<Record<Part, readonly Capability[]>> = {
  lockouts: ['lockout.release'],
  sessions: ['session.end-command', 'session.end-any'],
  factor: ['factor.manage'],
};
const KEYS: Readonly<Record<Part, string>> = { lockouts: 'L', sessions: 'S', factor: 'F' };

export function DeskRoom() {
  const { capabilities } = useSession();
  const [chosen, setChosen] = useState<Part | null>(null);
  const parts = PARTS.filter((part) => NEEDS[part].some((need) => capabilities.includes(need)));
  const part = chosen !== null && parts.includes(chosen) ? chosen : parts[0];
  useActions(
    parts.map((id) => ({
      id: `desk.part.${id}`,
      label: `Desk: ${TEXTS.parts[id]}`,
      group: 'Desk',
      keys: KEYS[id],
      run: () => setChosen(id),
    })),
  );
  if (part === undefined) return null;
  return (
    <div className="room">
      <header className="room-head">
        <h1>{TEXTS.title}</h1>
        <p className="dim">{TEXTS.what}</p>
      </header>
      <div className="room-body">
        <Tabs
          label="Parts of the desk"
          items={parts.map((id) => ({ id, label: TEXTS.parts[id] }))}
          selected={part}
          onSelect={setChosen}
        >
          {part === 'lockouts' ? <LockoutsPart /> : null}
          {part === 'sessions' ? <SessionsPart /> : null}
          {part === 'factor' ? <FactorPart /> : null}
        </Tabs>
      </div>
    </div>
  );
}
