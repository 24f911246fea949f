/** Plays a decoded recording from memory: play, pause, seek, speed in its own pitch. Never an address, never a file. */
import { stretched } from './stretch.ts';

export interface Playing {
  readonly isPlaying: boolean;
  /** Seconds of the recording. */
  readonly at: number;
  readonly rate: number;
}

export class AudioPlayer {
  readonly #context = new AudioContext();
  #buffer: AudioBuffer | null;
  /** The recording as it sounds at this speed; null: not made yet. */
  #sounding: AudioBuffer | null = null;
  #source: AudioBufferSourceNode | null = null;
  #at = 0;
  #since = 0;
  #rate = 1;

  constructor(buffer: AudioBuffer) {
    this.#buffer = buffer;
  }

  get length(): number {
    return this.#buffer?.duration ?? 0;
  }

  now(): Playing {
    const isPlaying = this.#source !== null;
    const run = isPlaying ? (this.#context.currentTime - this.#since) * this.#rate : 0;
    const at = Math.min(this.length, this.#at + run);
    if (isPlaying && at >= this.length) this.#stop(this.length);
    return { isPlaying: this.#source !== null, at, rate: this.#rate };
  }

  play(): void {
    if (this.#source !== null || this.#buffer === null) return;
    void this.#context.resume();
    if (this.#at >= this.length) this.#at = 0;
    const source = this.#context.createBufferSource();
    this.#sounding ??= this.#atRate(this.#buffer);
    source.buffer = this.#sounding;
    source.connect(this.#context.destination);
    source.start(0, this.#at / this.#rate);
    this.#since = this.#context.currentTime;
    this.#source = source;
  }

  pause(): void {
    this.#stop(this.now().at);
  }

  /** @param to Seconds; outside of the recording: its nearer end. */
  seek(to: number): void {
    const wasPlaying = this.#source !== null;
    this.#stop(Math.min(this.length, Math.max(0, to)));
    if (wasPlaying) this.play();
  }

  setRate(rate: number): void {
    const { at, isPlaying } = this.now();
    this.#stop(at);
    if (rate !== this.#rate) this.#sounding = null;
    this.#rate = rate;
    if (isPlaying) this.play();
  }

  /** Silence, and nothing of the recording left. */
  drop(): void {
    this.#stop(0);
    this.#buffer = null;
    this.#sounding = null;
    void this.#context.close();
  }

  #atRate(buffer: AudioBuffer): AudioBuffer {
    if (this.#rate === 1) return buffer;
    const { numberOfChannels, sampleRate } = buffer;
    const channels = Array.from({ length: numberOfChannels }, (_, at) => buffer.getChannelData(at));
    const made = stretched(channels, sampleRate, this.#rate);
    const sounding = this.#context.createBuffer(numberOfChannels, made[0]?.length ?? 1, sampleRate);
    made.forEach((channel, at) => sounding.copyToChannel(channel, at));
    return sounding;
  }

  #stop(at: number): void {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = null;
    this.#at = at;
  }
}

/** @throws when it is no sound. Needs no sound card. */
export const decodeAudio = (bytes: ArrayBuffer): Promise<AudioBuffer> =>
  new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes);
