/**
 * A recording at another speed in its own pitch: short pieces laid over each other where they fit best (waveform similarity).
 * Pure; what is made is as much in memory only as what it is made of.
 */

/** Seconds from one piece to the next; a piece is twice as long. */
const HOP_S = 0.015;
/** Seconds a piece may be moved either way to fit. */
const REACH_S = 0.008;
/** Places tried, and samples compared at each: one in so many. */
const TRY = 4;
const COMPARE = 8;

/** How alike the wave is from one place and from another; the greater, the better the two fit over each other. */
function likeness(wave: Float32Array, one: number, other: number, length: number): number {
  let product = 0;
  let power = 1e-9;
  for (let at = 0; at < length; at += COMPARE) {
    const there = wave[other + at] ?? 0;
    product += (wave[one + at] ?? 0) * there;
    power += there * there;
  }
  return product / Math.sqrt(power);
}

/** Where the piece begins, near to where it should, that goes on as the last one would have. */
function bestPlace(wave: Float32Array, wanted: number, onward: number, hop: number, reach: number): number {
  let [best, most] = [wanted, -Infinity];
  for (let place = Math.max(0, wanted - reach); place <= wanted + reach; place += TRY) {
    const like = likeness(wave, onward, place, hop);
    if (like > most) [best, most] = [place, like];
  }
  return best;
}

/** @param rate More than 1: faster. All channels are cut at the same places. */
export function stretched(
  channels: readonly Float32Array[],
  sampleRate: number,
  rate: number,
): readonly Float32Array<ArrayBuffer>[] {
  const [lead] = channels;
  if (lead === undefined) return [];
  const hop = Math.max(1, Math.round(HOP_S * sampleRate));
  const reach = Math.round(REACH_S * sampleRate);
  const length = Math.max(1, Math.ceil(lead.length / rate));
  const out = channels.map(() => new Float32Array(length));
  const fade = Float32Array.from({ length: 2 * hop }, (_, at) => 0.5 - 0.5 * Math.cos((Math.PI * at) / hop));
  let last = 0;
  for (let to = 0; to < length; to += hop) {
    const from = to === 0 ? 0 : bestPlace(lead, Math.round(to * rate), last + hop, hop, reach);
    channels.forEach((channel, of) => {
      const made = out[of];
      if (made === undefined) return;
      for (let at = 0; at < 2 * hop && to + at < length; at += 1) {
        const weight = to === 0 && at < hop ? 1 : (fade[at] ?? 0);
        made[to + at] = (made[to + at] ?? 0) + (channel[from + at] ?? 0) * weight;
      }
    });
    last = from;
  }
  return out;
}
