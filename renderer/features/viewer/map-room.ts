/** Keeps what is drawn on the map from lying on the place itself. Pure. */
type Spot = readonly [number, number];

/** The spot, moved straight away from `from` until it is `least` units off; what lies on it goes to the west. */
export function awayFrom(spot: Spot, from: Spot | null, least: number): Spot {
  if (from === null) return spot;
  const [east, south] = [spot[0] - from[0], spot[1] - from[1]];
  const far = Math.hypot(east, south);
  if (far >= least) return spot;
  return far < 0.5 ? [from[0] - least, from[1]] : [from[0] + (east / far) * least, from[1] + (south / far) * least];
}
