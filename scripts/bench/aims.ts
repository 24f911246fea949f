/** The aims for a city of five million records, beside what was measured. Says met or missed; excuses nothing. */

export interface Aim {
  readonly name: string;
  readonly aim: string;
  readonly measured: string;
  readonly met: boolean | null;
}

export const aim = (name: string, wanted: string, measured: string, met: boolean | null): Aim => ({
  name,
  aim: wanted,
  measured,
  met,
});

export const aimRows = (aims: readonly Aim[]): readonly (readonly string[])[] =>
  aims.map(({ name, aim: wanted, measured, met }) => [
    name,
    wanted,
    measured,
    met === null ? 'not measured' : met ? 'met' : 'missed',
  ]);
