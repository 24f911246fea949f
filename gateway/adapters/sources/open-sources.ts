/** Every source of a gateway: a custodian's service where one is configured, the own store for the others. */
import type { RecordSource, RecordSources } from '../../ports/record-source.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { archivingBy, type ArchiveAfterYears } from './archiving.ts';
import { watchClientFiles } from './client-files.ts';
import type { Custodian } from './custodian.ts';
import { httpSource } from './http-source.ts';
import { meteredSource, openQuotaBook } from './quota.ts';
import { readSourcesConfig } from './sources-config.ts';
import { storeSources } from './store-source.ts';

export interface OpenSources {
  readonly sources: RecordSources;
  close(): Promise<void>;
}

/** Throws `StartupRefusal` for a configuration that is wrong in any way. */
export const openSources = (options: {
  readonly folder: string;
  readonly store: RecordStore;
  /** Who confirms the hits of the own store; null: nobody. */
  readonly custodian: Custodian | null;
  /** When the configuration does not say after how many years the department's own records are archived. */
  readonly archiveUnsaid: ArchiveAfterYears;
  readonly quotaFile: string;
  readonly quotaKey: Uint8Array;
  readonly clock: Clock;
}): OpenSources => {
  const { folder, store, custodian, clock } = options;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const { services: configured, archiveAfterYears } = readSourcesConfig(folder, today);
  const archiving = archivingBy(archiveAfterYears ?? options.archiveUnsaid, clock);
  const book = openQuotaBook(options.quotaFile, options.quotaKey, clock);
  const services = configured.map(({ quota, tlsFiles, ...one }): RecordSource => {
    const source = httpSource({ ...one, clock, renewed: watchClientFiles(tlsFiles, clock) });
    return quota === null ? source : meteredSource(source, quota, book);
  });
  return {
    sources: {
      ...storeSources(store, custodian, archiving),
      ...(Object.fromEntries(services.map((source) => [source.id, source])) as Partial<RecordSources>),
    },
    close: async () => {
      for (const source of services) await source.close();
    },
  };
};
