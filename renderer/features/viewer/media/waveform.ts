/** What a recording looks like, and what is inside a WebM file. Pure; works on samples and bytes in memory. */

/** The loudest sample of each of `count` equal stretches, 0 to 1. */
export function peaksOf(samples: Float32Array, count: number): readonly number[] {
  const stretch = Math.max(1, samples.length / count);
  return Array.from({ length: count }, (_, place) => {
    let peak = 0;
    const end = Math.min(samples.length, Math.floor((place + 1) * stretch));
    for (let at = Math.floor(place * stretch); at < end; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return Math.min(1, peak);
  });
}

/** The peaks as one SVG path, mirrored about the middle. */
export function peaksPath(peaks: readonly number[], width: number, height: number): string {
  const step = width / Math.max(1, peaks.length);
  return peaks
    .map((peak, place) => {
      const half = Math.max(0.5, (peak * height) / 2);
      return `M${(place * step + step / 2).toFixed(1)},${(height / 2 - half).toFixed(1)}v${(half * 2).toFixed(1)}`;
    })
    .join('');
}

const CODECS = {
  V_VP8: 'vp8',
  V_VP9: 'vp09.00.10.08',
  V_AV1: 'av01.0.04M.08',
  A_OPUS: 'opus',
  A_VORBIS: 'vorbis',
} as const;

/** The MIME type with the codecs a WebM file names in its first bytes. */
export function webmType(first: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(first.subarray(0, 4096));
  const codecs = Object.entries(CODECS).flatMap(([mark, codec]) => (head.includes(mark) ? [codec] : []));
  return codecs.length === 0 ? 'video/webm' : `video/webm; codecs="${codecs.join(', ')}"`;
}

/** `1:05` */
export const lengthText = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
};
