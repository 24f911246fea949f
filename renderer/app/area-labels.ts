/** The areas of a workstation, in the department's words. */
import type { Workstation } from '../../shared/session/view.ts';

export const AREA_LABELS: Readonly<Record<Workstation['area'], string>> = {
  'on-site': 'on-site',
  'in-car': 'in-car',
  remote: 'remote',
};
