/** What the figures were measured on: they mean nothing without it. Tells nothing that names a machine. */
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

export interface Machine {
  readonly line: string;
  /** Load over one minute, per core, before anything was measured. */
  readonly loadPerCore: number;
}

export function machineHere(browserVersion: string): Machine {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    line: [
      `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'})`,
      `${memory} GiB memory`,
      `${platform()} ${release().split('-')[0] ?? ''}`,
      `Node ${process.versions.node}`,
      `Chromium ${browserVersion}, headless from npm (one process, drawn without a graphics processor)`,
    ].join(' · '),
    loadPerCore: (loadavg()[0] ?? 0) / Math.max(1, cores.length),
  };
}
