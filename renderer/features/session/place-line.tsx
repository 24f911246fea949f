/** Which workstation this is, in one line; what it is not yet, when the department does not know it. */
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { AREA_LABELS } from '../../app/area-labels.ts';
import { TEXTS } from './texts.ts';

export function PlaceLine({ workstation }: Pick<Snapshot, 'workstation'>) {
  return (
    <p className="dim">
      {workstation
        ? `${String(workstation.command)} Precinct · ${workstation.name} · ${AREA_LABELS[workstation.area]}`
        : TEXTS.notEnrolled}
    </p>
  );
}
