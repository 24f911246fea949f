/** The three tours of a day by the department's own clock. Pure data and look-ups; knows no date and no person. */

export interface Tour {
  readonly label: string;
  /** `HH:MM`, department local time; a tour whose `to` is before its `from` ends the day after. */
  readonly from: string;
  readonly to: string;
}

const FIRST: Tour = { label: '1st platoon', from: '23:15', to: '07:50' };
const SECOND: Tour = { label: '2nd platoon', from: '07:05', to: '15:40' };
const THIRD: Tour = { label: '3rd platoon', from: '15:00', to: '23:35' };

/** The tour that has begun most recently at a time of day, `HH:MM`. */
export function tourAt(time: string): Tour {
  if (time >= FIRST.from || time < SECOND.from) return FIRST;
  return time < THIRD.from ? SECOND : THIRD;
}

/** The tour that began before another. */
export const tourBefore = ({ from }: Tour): Tour =>
  from === FIRST.from ? THIRD : from === SECOND.from ? FIRST : SECOND;
