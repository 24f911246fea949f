/** Who this installation is: an id made once and kept in the state folder (no secret), and what it was called at the start. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workstationSchema, type Workstation } from '../../../shared/session/view.ts';

/** Throws when name, command or area do not have the form of the contract. */
export function workstationIdentity(stateDir: string, given: Omit<Workstation, 'id'>): Workstation {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const file = join(stateDir, 'workstation-id');
  const { id: idSchema } = workstationSchema.shape;
  let id: string;
  try {
    id = idSchema.parse(readFileSync(file, 'utf8').trim());
  } catch {
    id = `ws-${randomUUID()}`;
    writeFileSync(file, id, { mode: 0o600 });
  }
  return workstationSchema.parse({ ...given, id });
}
