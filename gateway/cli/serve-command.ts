/** `serve`: runs the gateway until it is told to stop. */
import { StartupRefusal } from '../core/startup-refusal.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from '../serve.ts';
import { DEFAULT_DATA_FOLDER, readFlags, readPort, type Command } from './arguments.ts';

const HELP = `Usage: gateway serve [--data DIR] [--host ADDRESS] [--port N] [--no-sample] [--quiet]

  --data DIR      data folder, made at the first start (${DEFAULT_DATA_FOLDER})
  --host ADDRESS  address to listen on (127.0.0.1)
  --port N        port; 0 takes a free one (8443)
  --no-sample     do not fill the records with the sample department
  --quiet         print nothing but the line that says it is ready`;

/** Aborted by Ctrl+C or a service manager's stop; listens from the first moment, so that no signal goes unheard. */
const stopSignal = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  return stop.signal;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Null when told to stop before it was ready. */
const startUnless = async (signal: AbortSignal, options: GatewayOptions): Promise<RunningGateway | null> => {
  try {
    return await startGateway({ ...options, signal });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
};

/** Every tenth part, so that a log of the first start stays short. */
const progress = (): ((done: number, total: number) => void) => {
  let said = -1;
  return (done, total) => {
    const tenth = Math.floor((10 * done) / Math.max(1, total));
    if (tenth <= said) return;
    said = tenth;
    console.log(`sample department: ${Math.min(100, 10 * tenth)} %`);
  };
};

export const serveCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values } = readFlags(flags, {
      data: { type: 'string', default: DEFAULT_DATA_FOLDER },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '8443' },
      'no-sample': { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    });
    if (values.host === '') throw new StartupRefusal('--host must not be empty');
    const signal = stopSignal();
    const gateway = await startUnless(signal, {
      dataFolder: values.data,
      host: values.host,
      port: readPort(values.port),
      sample: !values['no-sample'],
      ...(values.quiet ? {} : { onProgress: progress() }),
    });
    if (gateway === null) return 0;
    console.log(`gateway ready ${gateway.url} ca ${gateway.caFile}`);
    await aborted(signal);
    await gateway.close();
    return 0;
  },
};
