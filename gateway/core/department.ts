/** What an administrator sees of the installation: sources, imports, sessions. No record content. */
import { SOURCE_IDS, SOURCES } from '../../shared/records/kind.ts';
import type { Department } from '../../shared/wire/oversight.ts';
import type { Directory } from '../ports/directory.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Sessions } from './sessions.ts';

const countsOf = async (store: RecordStore): Promise<Awaited<ReturnType<RecordStore['counts']>> | null> => {
  try {
    return await store.counts();
  } catch {
    return null;
  }
};

const importsOf = async (store: RecordStore): Promise<Department['imports']> => {
  try {
    return (await store.imports()).slice(0, 100).map(({ file, dataSet, rowsDone, refused, finishedAt }) => ({
      file: file.slice(-120),
      dataSet: dataSet.slice(0, 60),
      rows: rowsDone,
      refused,
      finishedAt,
    }));
  } catch {
    return [];
  }
};

const directoryView = async (directory: Directory): Promise<Department['directory']> => {
  const { state, controllers, clockAheadMs } = await directory.health();
  const clockAheadSeconds = clockAheadMs === null ? null : Math.round(clockAheadMs / 1000);
  return { state, controllers: [...controllers], clockAheadSeconds };
};

/** A custodian's service answers for itself; how many records it keeps is its own business. */
const sourcesView = async (store: RecordStore, sources: RecordSources): Promise<Department['sources']> => {
  const counts = await countsOf(store);
  return Promise.all(
    SOURCE_IDS.map(async (source) => {
      const { label } = SOURCES[source];
      if (sources[source].inside === true)
        return { source, label, state: counts ? 'up' : 'down', records: counts?.[source] ?? 0 };
      return { source, label, state: (await sources[source].health()).state, records: 0 };
    }),
  );
};

interface DepartmentParts {
  readonly store: RecordStore;
  readonly sources: RecordSources;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly version: string;
}

export const departmentView = async (parts: DepartmentParts): Promise<Department> => {
  const { store, sources, sessions, directory, version } = parts;
  return {
    directory: await directoryView(directory),
    sources: await sourcesView(store, sources),
    imports: await importsOf(store),
    sessions: sessions.all().map((session) => ({
      sessionId: session.id,
      username: session.account.username,
      workstation: session.workstation.name,
      since: new Date(session.since).toISOString(),
      state: session.state,
    })),
    version,
  };
};
