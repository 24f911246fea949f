/** What the figures were measured on: they mean nothing without it. Tells nothing that names a machine. */
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Load over the last minute, per core; above 1 there was more to do than cores to do it. */
export const loadPerCore = (): number => (loadavg()[0] ?? 0) / Math.max(1, cpus().length);

export function machineHere(browserVersion: string): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'})`,
    `${memory} GiB memory`,
    `${platform()} ${release().split('-')[0] ?? ''}`,
    `Node ${process.versions.node}`,
    `Chromium ${browserVersion}, headless from npm (one process, drawn without a graphics processor)`,
  ].join(' · ');
}
